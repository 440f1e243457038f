import { toZonedTime } from "./zoned-time.js";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Offsets change at a quarter of an hour at the earliest, so one is kept for each quarter. */
const quarterMs = 15 * minuteMs;
/** A program that reads many years of minutes starts over now and then. */
const maxKept = 20_000;

/**
 * Returns how far the clocks of a time zone are ahead of UTC at a moment, in milliseconds.
 *
 * @param zone a name of the IANA database, such as `Asia/Hong_Kong`
 */
export function offsetAt(epochMs: number, zone: string): number {
  const quarter = Math.floor(epochMs / quarterMs);
  const offsets = keptFor(zone).byMoment;
  return offsets.get(quarter) ?? keep(offsets, quarter, computeOffset(quarter * quarterMs, zone));
}

/**
 * Returns how far the clocks of a time zone are ahead of UTC when they show a time, in milliseconds. When they show it
 * twice, the first time counts. When they never show it, it counts as if they had not been put forward.
 *
 * @param localMs the time on the clocks, as if they showed UTC
 */
export function offsetOfLocal(localMs: number, zone: string): number {
  const quarter = Math.floor(localMs / quarterMs);
  const offsets = keptFor(zone).byLocal;
  return offsets.get(quarter) ?? keep(offsets, quarter, computeOffsetOfLocal(localMs, zone));
}

/** Like `Date.UTC`, which takes the years 0 to 99 for 1900 to 1999. */
export function utcOf(
  year: number,
  monthIndex: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number {
  const date = new Date(0);
  date.setUTCFullYear(year, monthIndex, day);
  return date.setUTCHours(hour, minute, second, 0);
}

function computeOffset(epochMs: number, zone: string): number {
  const { year, month, day, hour, minute, second } = toZonedTime(epochMs, zone);
  return utcOf(year, month - 1, day, hour, minute, second) - epochMs;
}

function computeOffsetOfLocal(localMs: number, zone: string): number {
  const before = offsetAt(localMs - dayMs, zone);
  const after = offsetAt(localMs + dayMs, zone);
  if (before === after || offsetAt(localMs - before, zone) === before) return before;
  return offsetAt(localMs - after, zone) === after ? after : before;
}

/** The offsets of a zone that are known, by the quarter of an hour since 1970. */
interface Kept {
  readonly zone: string;
  readonly byMoment: Map<number, number>;
  readonly byLocal: Map<number, number>;
}

const zones = new Map<string, Kept>();
let last: Kept = newKept("");

function keptFor(zone: string): Kept {
  if (last.zone === zone) return last;
  last = zones.get(zone) ?? newKept(zone);
  zones.set(zone, last);
  return last;
}

function newKept(zone: string): Kept {
  return { zone, byMoment: new Map(), byLocal: new Map() };
}

function keep(offsets: Map<number, number>, quarter: number, offset: number): number {
  if (offsets.size >= maxKept) offsets.clear();
  offsets.set(quarter, offset);
  return offset;
}
