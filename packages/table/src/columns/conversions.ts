import type { Conversion } from "./read-cell.js";
import { microseconds, microsecondsReader, readDay } from "./read-time.js";
import type { TableColumn } from "./table-column.js";

const asText = '. To keep other values, give the column the type "text", or write csv, json or ndjson';

/** Texts as they are, and everything else as JSON. */
export const toText: Conversion<string> = {
  convert: (value) => {
    if (typeof value === "string") return value;
    if (typeof value === "bigint") return String(value);
    if (value instanceof Date) return isoText(value);
    return typeof value === "object" ? toJson(value) : scalarText(value);
  },
  takes: "texts, and what JSON can hold",
};

/** Lists, as JSON. */
export const toJsonText: Conversion<string> = { convert: toJson, takes: "what JSON can hold" };

/** Whole numbers. */
export const toInteger: Conversion<number> = {
  convert: (value) => {
    const number = typeof value === "bigint" ? Number(value) : value;
    return typeof number === "number" && Number.isSafeInteger(number) ? number + 0 : undefined;
  },
  takes: `whole numbers within ±(2^53-1)${asText}`,
};

const specialNumbers: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  "-Infinity": Number.NEGATIVE_INFINITY,
  "-0": -0,
};

/** Numbers, and the texts of those that JSON cannot hold. */
export const toDouble: Conversion<number> = {
  convert: (value) => {
    if (typeof value === "number") return value;
    if (typeof value === "string") return Object.hasOwn(specialNumbers, value) ? specialNumbers[value] : undefined;
    return typeof value === "bigint" ? (toInteger.convert(value) ?? undefined) : undefined;
  },
  takes: `numbers${asText}`,
};

/** True and false. */
export const toBool: Conversion<boolean> = {
  convert: (value) => (typeof value === "boolean" ? value : undefined),
  takes: `true and false${asText}`,
};

/** The names of an enum, and the digits of a number that has none. */
export const toEnumText: Conversion<string> = {
  convert: (value) => (typeof value === "string" ? value : Number.isInteger(value) ? String(value) : undefined),
  takes: `the names of an enum and whole numbers${asText}`,
};

/** Days since 1970-01-01. The gateway leaves some days empty. */
export function toDays(): Conversion<number> {
  const convert = remembered((text) => (text === "" ? null : readDay(text)));
  return { convert, takes: `days such as 2026-05-08${asText}` };
}

/** Microseconds since 1970. The gateway leaves some moments empty. */
export function toMicroseconds(): Conversion<number | bigint> {
  const readText = microsecondsReader();
  const read = remembered((text) => (text === "" ? null : readText(text)));
  return {
    convert: (value) => {
      if (!(value instanceof Date)) return read(value);
      return Number.isNaN(value.getTime()) ? undefined : microseconds(value.getTime(), 0);
    },
    takes: `moments with an offset from UTC, such as 2026-05-08T16:08:12+08:00${asText}`,
  };
}

/** Returns what texts of a column become. */
export function textConversion({ type, isList }: TableColumn): Conversion<string> {
  return isList ? toJsonText : type === "enum" ? toEnumText : toText;
}

/** Returns JSON. Undefined for what it cannot hold. */
export function toJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** Returns the ISO text of a `Date`. Undefined for one that is no date. */
export function isoText(date: Date): string | undefined {
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

function scalarText(value: unknown): string | undefined {
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  return typeof value === "boolean" ? String(value) : undefined;
}

/** Remembers the last text, since neighbors often have the same time. */
function remembered<T>(read: (text: string) => T | undefined): (value: unknown) => T | undefined {
  let last: { readonly text: string; readonly result: T | undefined } | undefined;
  return (value) => {
    if (typeof value !== "string") return undefined;
    if (last?.text !== value) last = { text: value, result: read(value) };
    return last.result;
  };
}
