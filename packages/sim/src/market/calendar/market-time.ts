import { type Market, midnightOf } from "./trading-calendar.js";

const msPerDay = 86_400_000;
/** The time zones of the markets, by their names in the IANA database. */
export const zones: Readonly<Record<Market, string>> = { HK: "Asia/Hong_Kong", US: "America/New_York" };
/** What writes the times of each time zone that was needed. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** The newest result per time zone. A trade needs the same second many times, and formatting is slow. */
const newest = new Map<string, { readonly second: number; readonly text: string }>();

/** A moment as YYYY-MM-DD HH:MM:SS in the market's time zone. */
export function marketTimeText(market: Market, unixMs: number): string {
  return zonedTimeText(zones[market], unixMs);
}

/** A moment as YYYY-MM-DD HH:MM:SS in a time zone of the IANA database. */
export function zonedTimeText(zone: string, unixMs: number): string {
  const second = Math.floor(unixMs / 1000);
  const known = newest.get(zone);
  if (known?.second === second) return known.text;
  const text = formatTime(zone, second * 1000);
  newest.set(zone, { second, text });
  return text;
}

/** The date of a moment in the market's time zone, in days since 1970-01-01. */
export function marketDay(market: Market, unixMs: number): number {
  return Date.parse(`${marketTimeText(market, unixMs).slice(0, 10)}T00:00:00Z`) / msPerDay;
}

/** Midnight of a day in the market's time zone, as Unix time in milliseconds. */
export function midnightMs(market: Market, day: number): number {
  return midnightOf(market, day) * 1000;
}

function formatTime(zone: string, unixMs: number): string {
  const format = formats.get(zone) ?? createFormat(zone);
  formats.set(zone, format);
  const parts = new Map(format.formatToParts(unixMs).map(({ type, value }) => [type, value]));
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? "";
  return `${of("year").padStart(4, "0")}-${of("month")}-${of("day")} ${of("hour")}:${of("minute")}:${of("second")}`;
}

function createFormat(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
}
