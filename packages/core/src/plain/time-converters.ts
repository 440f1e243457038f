import { offsetOfLocal } from "../base/zone-offset.js";
import type { ScalarName } from "../message/message-shape.js";
import { epochSecondsOf, readTimeText, type TimeText, writeMomentText, writeOffset } from "./iso-time.js";
import type { PlainConverter } from "./plain-converter.js";
import { describeGiven, PlainMistake } from "./plain-error.js";
import type { PlainTime } from "./plain-shape.js";
import { is64Bit } from "./scalar-converters.js";

const dayExample = '"2026-05-08"';
const momentExample = '"2026-05-08T16:08:12"';

/** Returns the converter of a field that holds a day or a time. */
export function timeConverter(form: PlainTime, scalar: ScalarName): PlainConverter {
  switch (form) {
    case "day":
      return day("-");
    case "slashedDay":
      return day("/");
    case "compactDay":
      return scalar === "string" ? day("") : compactDay(scalar);
    case "timeOfDay":
      return checked(/^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?$/, 'a time of day, such as "16:08:12"');
    case "iso":
      return checked(
        /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:\d{2})$/,
        `a moment with its offset, such as "2026-05-08T08:08:12Z"`,
      );
    case "moment":
      return moment;
    case "seconds":
      return sinceEpoch(0, scalar);
    case "milliseconds":
      return sinceEpoch(3, scalar);
    case "microseconds":
      return sinceEpoch(6, scalar);
  }
}

/** A text that is the same in both forms. The gateway may leave it empty. */
function checked(pattern: RegExp, what: string): PlainConverter {
  return {
    toPlain: (value) => value,
    fromPlain(plain) {
      if (plain === "" || (typeof plain === "string" && pattern.test(plain))) return plain;
      throw new PlainMistake(`is ${describeGiven(plain)}: use ${what}`);
    },
  };
}

/** A day as a text. What the gateway writes in another way stays as it is. */
function day(separator: string): PlainConverter {
  const pattern = new RegExp(`^(\\d{4})${separator}(\\d{2})${separator}(\\d{2})$`);
  return {
    toPlain: (value) => (separator === "-" ? value : String(value).replace(pattern, "$1-$2-$3")),
    fromPlain(plain) {
      if (plain === "") return plain;
      const read = typeof plain === "string" ? readTimeText(plain) : undefined;
      if (read && read.time === undefined) return read.day.replaceAll("-", separator);
      throw new PlainMistake(`is ${describeGiven(plain)}: use a day, such as ${dayExample}`);
    },
  };
}

/** A day as the number 20260508. A number that is no day stays a text of it. */
function compactDay(scalar: ScalarName): PlainConverter {
  const toPlain = (value: unknown) => {
    const text = String(value);
    const written = text.replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3");
    return readTimeText(written) ? written : text;
  };
  return numberOrDay(toPlain, scalar, (read) =>
    read.time === undefined ? Number(read.day.replaceAll("-", "")) : undefined,
  );
}

/** A moment as a text on the clocks of the market. What the gateway writes in another way stays as it is. */
const moment: PlainConverter = {
  toPlain(value, zone) {
    const read = typeof value === "string" ? readTimeText(value) : undefined;
    if (!read || read.time === undefined || read.offsetMs !== undefined) return value;
    const offset = zone === undefined ? "" : (writeOffset(offsetOfLocal(read.localMs, zone)) ?? "");
    return `${read.day}T${read.time}${read.fraction}${offset}`;
  },
  fromPlain(plain, zone) {
    if (plain === "") return plain;
    const read = typeof plain === "string" ? readTimeText(plain) : undefined;
    if (!read) throw new PlainMistake(`is ${describeGiven(plain)}: use a day or a moment, such as ${momentExample}`);
    if (read.time === undefined) return read.day;
    const { offsetMs, localMs } = read;
    if (offsetMs === undefined) return `${read.day} ${read.time}${read.fraction}`;
    if (zone === undefined) {
      throw new PlainMistake(
        `is ${describeGiven(plain)}: leave out the offset, since no market tells the time zone here`,
      );
    }
    if (offsetMs === offsetOfLocal(localMs, zone)) return `${read.day} ${read.time}${read.fraction}`;
    const shown = writeMomentText((localMs - offsetMs) / 1000, "", zone);
    return `${shown.slice(0, 10)} ${shown.slice(11, 19)}${read.fraction}`;
  },
};

/** Years that have four digits. */
const firstSecond = -62_135_596_800;
const lastSecond = 253_402_300_799;

/** A number since 1970, with so many decimal digits of a second below its unit. A number that is no moment stays a text. */
function sinceEpoch(digits: number, scalar: ScalarName): PlainConverter {
  const toPlain = (value: unknown, zone: string | undefined) => {
    const text = Object.is(value, -0) ? "-0" : String(value);
    const [, whole, decimals = ""] = /^(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
    if (whole === undefined) return negative(value, digits, zone) ?? text;
    const padded = whole.padStart(digits + 1, "0");
    const seconds = Number(padded.slice(0, padded.length - digits));
    if (seconds > lastSecond) return text;
    const fraction = (digits === 0 ? "" : padded.slice(-digits)) + decimals;
    return writeMomentText(
      seconds,
      /[1-9]/.test(fraction) ? `.${fraction.replace(/0+$/, "").padEnd(3, "0")}` : "",
      zone,
    );
  };
  return numberOrDay(toPlain, scalar, (read, zone) => {
    const seconds = epochSecondsOf(read, zone);
    if (seconds === undefined) return undefined;
    if (seconds < 0) return seconds * 10 ** digits;
    const fraction = read.fraction.slice(1);
    const decimals = fraction.slice(digits);
    return `${seconds}${fraction.slice(0, digits).padEnd(digits, "0")}${/[1-9]/.test(decimals) ? `.${decimals}` : ""}`;
  });
}

/** Before 1970 only whole seconds are written as moments. */
function negative(value: unknown, digits: number, zone: string | undefined): string | undefined {
  const seconds = Number(value) / 10 ** digits;
  return Number.isInteger(seconds) && seconds < 0 && seconds >= firstSecond
    ? writeMomentText(seconds, "", zone)
    : undefined;
}

/** A number that is shown as a day or a moment, and as a text of itself where it is none. */
function numberOrDay(
  toPlain: (value: unknown, zone: string | undefined) => string,
  scalar: ScalarName,
  toNumber: (read: TimeText, zone: string | undefined) => number | string | undefined,
): PlainConverter {
  const toWire = (number: number | string) => (is64Bit(scalar) ? BigInt(number) : Number(number));
  return {
    toPlain,
    fromPlain(plain, zone) {
      const read = typeof plain === "string" ? readTimeText(plain) : undefined;
      const number = read && toNumber(read, zone);
      if (number !== undefined && (!is64Bit(scalar) || /^-?\d+$/.test(String(number)))) return toWire(number);
      if (typeof plain === "string" && !read && isItself(plain, (value) => toPlain(value, zone), scalar))
        return toWireText(plain, scalar);
      const hint = read && number === undefined ? "add the offset from UTC" : "use a moment";
      throw new PlainMistake(`is ${describeGiven(plain)}: ${hint}, such as "2026-05-08T16:08:12+08:00"`);
    },
  };
}

/** Whether a text is how a number is shown that is no day and no moment. */
function isItself(text: string, toPlain: (value: unknown) => string, scalar: ScalarName): boolean {
  if (!/^(?:-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|NaN|-?Infinity)$/.test(text)) return false;
  return toPlain(toWireText(text, scalar)) === text;
}

function toWireText(text: string, scalar: ScalarName): number | bigint {
  return is64Bit(scalar) && /^-?\d+$/.test(text) ? BigInt(text) : Number(text);
}
