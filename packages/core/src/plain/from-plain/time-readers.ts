import { offsetOfLocal } from "../../base/zone-offset.js";
import type { ScalarName } from "../../message/message-shape.js";
import { is64Bit } from "../../message/scalar-rules.js";
import { epochSecondsOf, readTimeText, type TimeText } from "../iso-time.js";
import { describeGiven, PlainMistake } from "../plain-error.js";
import type { PlainTime } from "../plain-shape.js";
import { compactDay } from "../to-plain/day-text.js";
import { microsecondsText, millisecondsText, secondsText, wholeSeconds } from "../to-plain/moment-text.js";
import type { PlainReader } from "./plain-reader.js";

const dayExample = '"2026-05-08"';
const momentExample = '"2026-05-08T16:08:12"';

/** Returns the reader of a day or a time. */
export function timeReader(form: PlainTime, scalar: ScalarName): PlainReader {
  switch (form) {
    case "day":
      return dayReader("-");
    case "slashedDay":
      return dayReader("/");
    case "compactDay":
      return scalar === "string" ? dayReader("") : numberReader(compactDay, toCompactDay, scalar);
    case "timeOfDay":
      return textReader(/^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?$/, 'a time of day, such as "16:08:12"');
    case "iso":
      return textReader(
        /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:\d{2})$/,
        `a moment with its offset, such as "2026-05-08T08:08:12Z"`,
      );
    case "moment":
      return readMoment;
    case "seconds":
      return sinceEpoch(0, secondsText, scalar);
    case "milliseconds":
      return sinceEpoch(3, millisecondsText, scalar);
    case "microseconds":
      return sinceEpoch(6, microsecondsText, scalar);
  }
}

/** Reads a text that is the same in both forms. The gateway may leave it empty. */
function textReader(pattern: RegExp, what: string): PlainReader {
  return (plain) => {
    if (plain === "" || (typeof plain === "string" && pattern.test(plain))) return plain;
    throw new PlainMistake(`is ${describeGiven(plain)}: use ${what}`);
  };
}

function dayReader(separator: string): PlainReader {
  return (plain) => {
    if (plain === "") return plain;
    const read = typeof plain === "string" ? readTimeText(plain) : undefined;
    if (read && read.time === undefined) return read.day.replaceAll("-", separator);
    throw new PlainMistake(`is ${describeGiven(plain)}: use a day, such as ${dayExample}`);
  };
}

/** Reads a moment as a text on the clocks of the market. */
function readMoment(plain: unknown, zone: string | undefined): string {
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
  const shown = wholeSeconds((localMs - offsetMs) / 1000, "", zone);
  return `${shown.slice(0, 10)} ${shown.slice(11, 19)}${read.fraction}`;
}

/**
 * Returns a moment as its clocks show it, without the offset, when the message also has it in seconds since 1970 and both
 * agree: then the offset is that of its clocks, and not of the market. Anything else stays as it is.
 */
export function localOf(plain: unknown, timestamp: unknown): unknown {
  if (typeof plain !== "string" || typeof timestamp !== "string") return plain;
  const [moment, same] = [readTimeText(plain), readTimeText(timestamp)];
  if (moment?.time === undefined || moment.offsetMs === undefined || same?.offsetMs === undefined) return plain;
  const agree = moment.localMs - moment.offsetMs === same.localMs - same.offsetMs;
  return agree ? `${moment.day}T${moment.time}${moment.fraction}` : plain;
}

function toCompactDay({ time, day }: TimeText): string | undefined {
  return time === undefined ? day.replaceAll("-", "") : undefined;
}

/** Reads a number since 1970, with so many decimal digits of a second below its unit. */
function sinceEpoch(
  digits: number,
  write: (value: number | bigint, zone: string | undefined) => string,
  scalar: ScalarName,
): PlainReader {
  const toNumber = (read: TimeText, zone: string | undefined) => {
    const seconds = epochSecondsOf(read, zone);
    if (seconds === undefined) return undefined;
    if (seconds < 0) return String(seconds * 10 ** digits);
    const fraction = read.fraction.slice(1);
    const decimals = fraction.slice(digits);
    return `${seconds}${fraction.slice(0, digits).padEnd(digits, "0")}${/[1-9]/.test(decimals) ? `.${decimals}` : ""}`;
  };
  return numberReader(write, toNumber, scalar);
}

/** Reads a number that is shown as a day or a moment, and as a text of itself where it is none. */
function numberReader(
  write: (value: number | bigint, zone: string | undefined) => string,
  toDigits: (read: TimeText, zone: string | undefined) => string | undefined,
  scalar: ScalarName,
): PlainReader {
  const toWire = (digits: string) => (is64Bit(scalar) && isWhole.test(digits) ? BigInt(digits) : Number(digits));
  return (plain, zone) => {
    const read = typeof plain === "string" ? readTimeText(plain) : undefined;
    const digits = read && toDigits(read, zone);
    if (digits !== undefined && (!is64Bit(scalar) || isWhole.test(digits))) return toWire(digits);
    if (typeof plain === "string" && isNumber.test(plain) && write(toWire(plain), zone) === plain) return toWire(plain);
    const hint = read && digits === undefined ? "add the offset from UTC" : "use a moment";
    throw new PlainMistake(`is ${describeGiven(plain)}: ${hint}, such as "2026-05-08T16:08:12+08:00"`);
  };
}

const isWhole = /^-?\d+$/;
const isNumber = /^(?:-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|NaN|-?Infinity)$/;
