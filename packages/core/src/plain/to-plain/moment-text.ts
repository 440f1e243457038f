import { offsetAt, offsetOfLocal } from "../../base/zone-offset.js";
import { readTimeText, writeFraction, writeOffset } from "../iso-time.js";
import { dayText, twoDigits } from "./day-text.js";

/** Years that have four digits. */
const firstSecond = -62_135_596_800;
const lastSecond = 253_402_300_799;
const daySeconds = 86_400;
const dayMs = daySeconds * 1000;
const quarterSeconds = 900;

/**
 * The plain form of a moment that the gateway writes on the clocks of the market: `2026-05-08 16:08` becomes
 * `2026-05-08T16:08:00+08:00`, always with seconds. Without a time zone it has no offset. Anything else stays as it is.
 *
 * @param timestamp the same moment in seconds since 1970, if the message has it. It tells the offset when there is one with
 * which the two agree: some securities have other clocks than their market
 */
export function momentText(value: string, zone: string | undefined, timestamp?: number | bigint): string {
  // After the close, all securities of a market have the same time.
  if (value !== lastValue || timestamp !== lastTimestamp || zone !== lastZone) {
    lastText = newMomentText(value, zone, timestamp);
    lastValue = value;
    lastTimestamp = timestamp;
    lastZone = zone;
  }
  return lastText;
}

let lastValue = "";
let lastTimestamp: number | bigint | undefined;
let lastZone: string | undefined;
let lastText = "";

function newMomentText(value: string, zone: string | undefined, timestamp: number | bigint | undefined): string {
  const day = value.slice(0, 10);
  if (day !== known.day || zone !== known.zone) {
    const midnightMs = value[10] === " " ? readTimeText(day)?.localMs : undefined;
    if (midnightMs === undefined) return value;
    known = knownDay(day, midnightMs, zone);
  }
  if (!isTime.test(value)) return value;
  return `${day}T${clockText(value)}${offsetText(value, zone, timestamp)}`;
}

/** The text of the offset that was agreed on, or else that of the time zone. */
function offsetText(value: string, zone: string | undefined, timestamp: number | bigint | undefined): string {
  // Most rows of a reply have the day of the row before, and offsets change on two days of a year.
  if (timestamp === undefined && known.suffix !== undefined) return known.suffix;
  const local = known.midnight + secondOfDay(value);
  const agreed = timestamp === undefined ? undefined : agreedOffset(local, timestamp);
  if (known.suffix !== undefined && (agreed ?? known.offset) === known.offset) return known.suffix;
  if (agreed !== undefined) return writeOffset(agreed * 1000) ?? "";
  return zone === undefined ? "" : (writeOffset(offsetOfLocal(local * 1000, zone)) ?? "");
}

const isTime = /^.{10} (?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?$/;

/** A day, its midnight as if the clocks showed UTC, and how far they are ahead of UTC all day long, in seconds. */
interface KnownDay {
  readonly day: string;
  readonly zone: string | undefined;
  readonly midnight: number;
  /** Undefined without a time zone, and on a day on which it changes. */
  readonly offset: number | undefined;
  /** The text of the offset. Undefined when it depends on the time. */
  readonly suffix: string | undefined;
}

let known: KnownDay = { day: "", zone: undefined, midnight: Number.NaN, offset: undefined, suffix: "" };

function knownDay(day: string, midnightMs: number, zone: string | undefined): KnownDay {
  const midnight = midnightMs / 1000;
  if (zone === undefined) return { day, zone, midnight, offset: undefined, suffix: "" };
  const offsetMs = offsetOfLocal(midnightMs - dayMs, zone);
  if (offsetMs !== offsetOfLocal(midnightMs + 2 * dayMs, zone)) {
    return { day, zone, midnight, offset: undefined, suffix: undefined };
  }
  return { day, zone, midnight, offset: offsetMs / 1000, suffix: writeOffset(offsetMs) ?? "" };
}

/** Clocks are ahead of UTC by quarters of an hour, from 12 hours behind to 14 hours ahead, in seconds. */
const [leastAhead, mostAhead] = [-12 * 3600, 14 * 3600];

/** Returns how far clocks that show a local time at a moment are ahead of UTC. Undefined when none can be. */
function agreedOffset(local: number, timestamp: number | bigint): number | undefined {
  const moment = Math.floor(Number(timestamp));
  const ahead = local - moment;
  // The gateway leaves some timestamps at 0.
  return moment > 0 && ahead >= leastAhead && ahead <= mostAhead && ahead % quarterSeconds === 0 ? ahead : undefined;
}

/** The second of the day of a text such as `2026-05-08 16:08:12`. */
function secondOfDay(value: string): number {
  const seconds = value.length > 16 ? twoDigitsAt(value, 17) : 0;
  return twoDigitsAt(value, 11) * 3600 + twoDigitsAt(value, 14) * 60 + seconds;
}

function twoDigitsAt(text: string, place: number): number {
  return text.charCodeAt(place) * 10 + text.charCodeAt(place + 1) - 528;
}

/** The time of day of such a text, always with seconds. */
function clockText(value: string): string {
  if (value.length === 19) return value.slice(11);
  return value.length < 19 ? `${value.slice(11)}:00` : value.slice(11, 19) + writeFraction(value.slice(20));
}

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
  return wholeSeconds(seconds, writeFraction(fraction), zone);
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

/** Writes microseconds since 1970 on clocks that are so many milliseconds ahead of UTC, in whole minutes. */
export function writeMicroseconds(value: bigint, offsetMs: number): string {
  const micros = ((value % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const local = Number((value - micros) / 1_000_000n) + offsetMs / 1000;
  const day = Math.floor(local / daySeconds);
  const suffix = writeFraction(String(micros).padStart(6, "0")) + (writeOffset(offsetMs) ?? "Z");
  return dayText(day) + timeText(local - day * daySeconds, suffix);
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
