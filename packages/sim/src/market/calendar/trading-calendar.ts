/** The markets that have short-sale data. */
export type Market = "HK" | "US";

const secondsPerDay = 86_400;
const secondsPerHour = 3_600;
/** The newest trading day, a Friday, in days since 1970-01-01. */
const newestDay = Date.UTC(2026, 4, 8) / 1000 / secondsPerDay;
/** 2026-05-01, a holiday in Hong Kong, counted in weekdays before the newest trading day. */
const hkHolidayWeekday = 5;

/** The date of a trading day, in days since 1970-01-01. Index 0 is the newest day. */
export function dayAt(market: Market, index: number): number {
  const weekday = market === "HK" && index >= hkHolidayWeekday ? index + 1 : index;
  return newestDay - Math.floor(weekday / 5) * 7 - (weekday % 5);
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
  const day = Math.floor((timestamp - earliestOffsetHours * secondsPerHour) / secondsPerDay);
  const back = newestDay - day;
  const weekday = Math.floor(back / 7) * 5 + (back % 7);
  const index = market === "HK" && weekday > hkHolidayWeekday ? weekday - 1 : weekday;
  // For future days, weekends, the holiday and other times of day, the timestamp of the index is a different one.
  return index >= 0 && timestampAt(market, index) === timestamp ? index : undefined;
}

/** Whether a market trades on a day, given in days since 1970-01-01. It trades on weekdays, including future ones. */
export function isTradingDay(market: Market, day: number): boolean {
  if (day <= newestDay) return indexOfTimestamp(market, midnightOf(market, day)) !== undefined;
  return (day - newestDay) % 7 !== 1 && (day - newestDay) % 7 !== 2;
}

/** The index of the newest trading day that is not after a day, given in days since 1970-01-01. */
export function indexUpTo(market: Market, day: number): number {
  if (day >= newestDay) return 0;
  // Five trading days a week, less the holiday. This estimate is close, and never too far back.
  let index = Math.max(0, Math.floor((newestDay - day) / 7) * 5 - 2);
  while (dayAt(market, index) > day) index++;
  return index;
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
