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

/** Lists, as JSON. A number that the plain form leaves out in place of a list is its digits. */
export const toJsonText: Conversion<string> = {
  convert: (value) => (typeof value === "bigint" ? String(value) : toJson(value)),
  takes: "what JSON can hold",
};

/** Whole numbers of 64 bits: as numbers within ±(2^53-1), and as `bigint` beyond. */
export const toInteger: Conversion<number | bigint> = integers(
  -(2n ** 63n),
  2n ** 63n - 1n,
  "numbers within ±(2^53-1), and bigints from -2^63 to 2^63-1",
);

/** The same without those below 0. */
export const toUnsigned: Conversion<number | bigint> = integers(
  0n,
  2n ** 64n - 1n,
  "numbers from 0 to 2^53-1, and bigints from 0 to 2^64-1",
);

function integers(min: bigint, max: bigint, which: string): Conversion<number | bigint> {
  return {
    convert: (value) => {
      if (typeof value === "number") {
        return Number.isSafeInteger(value) && (value >= 0 || min < 0n) ? value + 0 : undefined;
      }
      if (typeof value !== "bigint" || value < min || value > max) return undefined;
      const number = Number(value);
      return Number.isSafeInteger(number) ? number : value;
    },
    takes: `whole ${which}${asText}`,
  };
}

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
    return typeof value === "bigint" && Number.isSafeInteger(Number(value)) ? Number(value) : undefined;
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
  convert: (value) => {
    if (typeof value === "string") return value;
    return typeof value === "bigint" || Number.isInteger(value) ? String(value) : undefined;
  },
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
