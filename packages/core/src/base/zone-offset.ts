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
  return remember(byMoment, zone, quarter, () => {
    const ms = quarter * quarterMs;
    const { year, month, day, hour, minute, second } = toZonedTime(ms, zone);
    return utcOf(year, month - 1, day, hour, minute, second) - ms;
  });
}

/**
 * Returns how far the clocks of a time zone are ahead of UTC when they show a time, in milliseconds. When they show it
 * twice, the first time counts. When they never show it, it counts as if they had not been put forward.
 *
 * @param localMs the time on the clocks, as if they showed UTC
 */
export function offsetOfLocal(localMs: number, zone: string): number {
  const quarter = Math.floor(localMs / quarterMs);
  return remember(byLocal, zone, quarter, () => {
    const before = offsetAt(localMs - dayMs, zone);
    const after = offsetAt(localMs + dayMs, zone);
    if (before === after || offsetAt(localMs - before, zone) === before) return before;
    return offsetAt(localMs - after, zone) === after ? after : before;
  });
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

type Kept = Map<string, Map<number, number>>;

const byMoment: Kept = new Map();
const byLocal: Kept = new Map();

function remember(kept: Kept, zone: string, key: number, compute: () => number): number {
  let offsets = kept.get(zone);
  if (offsets === undefined) {
    offsets = new Map();
    kept.set(zone, offsets);
  }
  const known = offsets.get(key);
  if (known !== undefined) return known;
  if (offsets.size >= maxKept) offsets.clear();
  const offset = compute();
  offsets.set(key, offset);
  return offset;
}
