import { offsetAt, offsetOfLocal } from "../../base/zone-offset.js";
import { readTimeText, writeOffset } from "../iso-time.js";
import { dayText, twoDigits } from "./day-text.js";

/** Years that have four digits. */
const firstSecond = -62_135_596_800;
const lastSecond = 253_402_300_799;
const daySeconds = 86_400;
const dayMs = daySeconds * 1000;
const quarterSeconds = 900;

/**
 * The plain form of a moment that the gateway writes on the clocks of the market: `2026-05-08 16:08:12` becomes
 * `2026-05-08T16:08:12+08:00`. Without a time zone it has no offset. Anything else stays as it is.
 */
export function momentText(value: string, zone: string | undefined): string {
  // After the close, all securities of a market have the same time.
  if (value !== last.value || zone !== last.zone) last = { value, zone, text: newMomentText(value, zone) };
  return last.text;
}

let last: { readonly value: string; readonly zone: string | undefined; readonly text: string } = {
  value: "",
  zone: undefined,
  text: "",
};

function newMomentText(value: string, zone: string | undefined): string {
  const day = value.slice(0, 10);
  // Most rows of a reply have the day of the row before, and offsets change on two days of a year.
  if (day === known.day && zone === known.zone && isTime.test(value)) return `${day}T${value.slice(11)}${known.offset}`;
  const read = value[10] === " " ? readTimeText(value) : undefined;
  if (!read?.time || read.offsetMs !== undefined) return value;
  if (zone === undefined) return `${read.day}T${read.time}${read.fraction}`;
  const offset = writeOffset(offsetOfLocal(read.localMs, zone)) ?? "";
  const midnightMs = Math.floor(read.localMs / dayMs) * dayMs;
  const isSteady = offsetOfLocal(midnightMs - dayMs, zone) === offsetOfLocal(midnightMs + 2 * dayMs, zone);
  if (isSteady) known = { day, zone, offset };
  return `${read.day}T${read.time}${read.fraction}${offset}`;
}

const isTime = /^.{10} (?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?$/;

/** The last day whose offset is the same all day long. */
let known: { readonly day: string; readonly zone: string | undefined; readonly offset: string } = {
  day: "",
  zone: undefined,
  offset: "",
};

/** The plain form of seconds since 1970: ISO 8601 on the clocks of the market, or in UTC. No moment: a text of the number. */
export function secondsText(value: number | bigint, zone: string | undefined): string {
  const number = Number(value);
  if (Number.isInteger(number) && number >= 0 && number <= lastSecond && !Object.is(number, -0)) {
    return wholeSeconds(number, "", zone);
  }
  return unusual(value, 0, zone);
}

/** The plain form of milliseconds since 1970: see `secondsText`. */
export function millisecondsText(value: number | bigint, zone: string | undefined): string {
  return unusual(value, 3, zone);
}

/** The plain form of microseconds since 1970: see `secondsText`. */
export function microsecondsText(value: number | bigint, zone: string | undefined): string {
  return unusual(value, 6, zone);
}

/** A number with so many decimal digits of a second below its unit, by its digits, so that nothing is rounded. */
function unusual(value: number | bigint, digits: number, zone: string | undefined): string {
  const text = Object.is(value, -0) ? "-0" : String(value);
  const [, whole, decimals = ""] = /^(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined) return beforeEpoch(value, digits, zone) ?? text;
  const padded = whole.padStart(digits + 1, "0");
  const seconds = Number(padded.slice(0, padded.length - digits));
  if (seconds > lastSecond) return text;
  const fraction = (digits === 0 ? "" : padded.slice(-digits)) + decimals;
  const shown = /[1-9]/.test(fraction) ? `.${fraction.replace(/0+$/, "").padEnd(3, "0")}` : "";
  return wholeSeconds(seconds, shown, zone);
}

/** Before 1970 only whole seconds are written as moments. */
function beforeEpoch(value: number | bigint, digits: number, zone: string | undefined): string | undefined {
  const seconds = Number(value) / 10 ** digits;
  return Number.isInteger(seconds) && seconds < 0 && seconds >= firstSecond
    ? wholeSeconds(seconds, "", zone)
    : undefined;
}

/** Writes whole seconds since 1970, and the text of a fraction. */
export function wholeSeconds(seconds: number, fraction: string, zone: string | undefined): string {
  const { offset, text } = offsetFor(seconds, zone);
  const local = seconds + offset;
  const day = Math.floor(local / daySeconds);
  return dayText(day) + timeText(local - day * daySeconds, fraction + text);
}

let lastSecondOfDay = Number.NaN;
let lastSuffix = "";
let lastTime = "";

/** Writes a time of day. The days of a reply mostly begin at the same time, so the last one is kept. */
function timeText(secondOfDay: number, suffix: string): string {
  if (secondOfDay === lastSecondOfDay && suffix === lastSuffix) return lastTime;
  const minutes = Math.floor(secondOfDay / 60);
  lastSecondOfDay = secondOfDay;
  lastSuffix = suffix;
  lastTime = `T${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:${twoDigits(secondOfDay % 60)}${suffix}`;
  return lastTime;
}

interface KnownOffset {
  readonly zone: string | undefined;
  readonly quarter: number;
  /** In seconds. */
  readonly offset: number;
  readonly text: string;
}

const utc: KnownOffset = { zone: undefined, quarter: 0, offset: 0, text: "Z" };
let lastOffset = utc;

/** An offset that is not in whole minutes, as before 1900, cannot be written, so it is UTC then. */
function offsetFor(seconds: number, zone: string | undefined): KnownOffset {
  if (zone === undefined) return utc;
  const quarter = Math.floor(seconds / quarterSeconds);
  if (lastOffset.quarter === quarter && lastOffset.zone === zone) return lastOffset;
  const offsetMs = offsetAt(seconds * 1000, zone);
  // Most rows of a reply have the same offset.
  if (lastOffset.zone === zone && lastOffset.offset * 1000 === offsetMs) return lastOffset;
  const text = writeOffset(offsetMs);
  lastOffset = { zone, quarter, offset: text === undefined ? 0 : offsetMs / 1000, text: text ?? "Z" };
  return lastOffset;
}
