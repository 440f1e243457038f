import { closedDays, firstKnownYear, halfDays } from "./exchange-days.js";

/** The markets that have short-sale data. */
export type Market = "HK" | "US";

const secondsPerDay = 86_400;
const secondsPerHour = 3_600;
/** The newest trading day, a Friday, in days since 1970-01-01. */
const newestDay = Date.UTC(2026, 4, 8) / 1000 / secondsPerDay;
/** The first day of the years whose holidays are known. */
const firstKnownDay = Date.UTC(firstKnownYear) / 1000 / secondsPerDay;

/** What is known of a market: its days with data, and those that are not like others. */
interface KnownDays {
  /** The trading days from the newest one back to the first known year, in days since 1970-01-01. */
  readonly days: readonly number[];
  /** The index in `days` of each day since the first known one. -1 for a day without trading. */
  readonly indices: Int16Array;
  readonly closed: ReadonlySet<number>;
  readonly half: ReadonlySet<number>;
  /** The indices of the half days among `days`, lowest first. */
  readonly halfIndices: readonly number[];
}

const known = new Map<Market, KnownDays>();

/** The date of a trading day, in days since 1970-01-01. Index 0 is the newest day. */
export function dayAt(market: Market, index: number): number {
  const { days } = knownDaysOf(market);
  return days[index] ?? dayOfWeekday(weekdaysUntil(firstKnownDay) - 1 - (index - days.length));
}

/** The local midnight of a trading day, as Unix time in seconds. Index 0 is the newest day. */
export function timestampAt(market: Market, index: number): number {
  return midnightOf(market, dayAt(market, index));
}

/** A trading day as YYYY-MM-DD. Index 0 is the newest day. */
export function dateTextAt(market: Market, index: number): string {
  return new Date(dayAt(market, index) * secondsPerDay * 1000).toISOString().slice(0, 10);
}

/** The index of the trading day whose local midnight is this Unix time in seconds. Undefined if there is none. */
export function indexOfTimestamp(market: Market, timestamp: number): number | undefined {
  const earliestOffsetHours = market === "HK" ? -8 : 4;
  const index = indexOf(market, Math.floor((timestamp - earliestOffsetHours * secondsPerHour) / secondsPerDay));
  // For other times of day, the timestamp of the index is a different one.
  return index !== undefined && timestampAt(market, index) === timestamp ? index : undefined;
}

/**
 * Whether a market trades on a day, given in days since 1970-01-01: on weekdays but for holidays. Holidays are known from
 * 2015 to 2027. In other years the market trades on every weekday.
 */
export function isTradingDay(market: Market, day: number): boolean {
  return isWeekday(day) && !knownDaysOf(market).closed.has(day);
}

/** Whether trading ends early on a day, given in days since 1970-01-01. Known from 2015 to 2027. */
export function isHalfDay(market: Market, day: number): boolean {
  return knownDaysOf(market).half.has(day);
}

/** The number of half days among the trading days from index `newest` up to, but not including, `end`. */
export function halfDaysWithin(market: Market, newest: number, end: number): number {
  return knownDaysOf(market).halfIndices.filter((index) => index >= newest && index < end).length;
}

/** The index of the newest trading day that is not after a day, given in days since 1970-01-01. */
export function indexUpTo(market: Market, day: number): number {
  if (day >= newestDay) return 0;
  for (let back = day; ; back--) {
    const index = indexOf(market, back);
    if (index !== undefined) return index;
  }
}

/** The index of a trading day, given in days since 1970-01-01. Undefined for other days, and for those to come. */
function indexOf(market: Market, day: number): number | undefined {
  if (!(day <= newestDay) || !isTradingDay(market, day)) return undefined;
  const { days, indices } = knownDaysOf(market);
  if (day >= firstKnownDay) return indices[day - firstKnownDay];
  return days.length + weekdaysUntil(firstKnownDay) - 1 - weekdaysUntil(day);
}

function knownDaysOf(market: Market): KnownDays {
  const found = known.get(market) ?? readDays(market);
  known.set(market, found);
  return found;
}

function readDays(market: Market): KnownDays {
  const [closed, half] = [daysIn(closedDays[market]), daysIn(halfDays[market])];
  const days: number[] = [];
  const indices = new Int16Array(newestDay - firstKnownDay + 1).fill(-1);
  for (let day = newestDay; day >= firstKnownDay; day--) {
    if (!isWeekday(day) || closed.has(day)) continue;
    indices[day - firstKnownDay] = days.length;
    days.push(day);
  }
  return { days, indices, closed, half, halfIndices: [...days.keys()].filter((index) => half.has(days[index] ?? 0)) };
}

function daysIn(byYear: Readonly<Record<number, string>>): ReadonlySet<number> {
  const texts = Object.entries(byYear).flatMap(([year, days]) => days.split(" ").map((day) => `${year}-${day}`));
  return new Set(texts.map((text) => Date.parse(`${text}T00:00:00Z`) / 1000 / secondsPerDay));
}

/** 1970-01-01 was a Thursday. */
const daysSinceMonday = 3;

function isWeekday(day: number): boolean {
  return modulo(day + daysSinceMonday, 7) < 5;
}

/** The number of weekdays from the Monday before 1970-01-01 up to, but not including, a weekday. Negative before it. */
function weekdaysUntil(day: number): number {
  const days = day + daysSinceMonday;
  return Math.floor(days / 7) * 5 + modulo(days, 7);
}

/** The inverse of {@link weekdaysUntil}. */
function dayOfWeekday(weekdays: number): number {
  return Math.floor(weekdays / 5) * 7 + modulo(weekdays, 5) - daysSinceMonday;
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

/** The local midnight of a day, given in days since 1970-01-01, as Unix time in seconds. */
export function midnightOf(market: Market, day: number): number {
  const behindUtcHours = market === "HK" ? -8 : isUsSummerTime(day) ? 4 : 5;
  return day * secondsPerDay + behindUtcHours * secondsPerHour;
}

/** Applies the rule of 2007 to all years: from the second Sunday of March to the first Sunday of November. */
function isUsSummerTime(day: number): boolean {
  const year = new Date(day * secondsPerDay * 1000).getUTCFullYear();
  return day > firstSundayFrom(year, 2, 8) && day < firstSundayFrom(year, 10, 1);
}

/** The first Sunday on or after a day of a month, in days since 1970-01-01. */
function firstSundayFrom(year: number, month: number, dayOfMonth: number): number {
  const date = new Date(0);
  // Date.UTC would read the years 0 to 99 as 1900 to 1999.
  date.setUTCFullYear(year, month, dayOfMonth);
  return date.getTime() / 1000 / secondsPerDay + ((7 - date.getUTCDay()) % 7);
}
