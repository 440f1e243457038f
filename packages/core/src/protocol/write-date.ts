// How a request's `Date` is written into a field: a text on the clocks of the market, or a number since 1970.
import { padNumber, toZonedTime } from "../base/zoned-time.js";

/** `2026-05-08` */
export function writeDay(date: Date, zone: string): string {
  return dayOf(date, zone, "-");
}

/** `2026/05/08` */
export function writeSlashedDay(date: Date, zone: string): string {
  return dayOf(date, zone, "/");
}

/** `20260508` */
export function writeCompactDay(date: Date, zone: string): string {
  return dayOf(date, zone, "");
}

/** `2026-05-08 16:08:12` */
export function writeMoment(date: Date, zone: string): string {
  const { hour, minute, second } = toZonedTime(date.getTime(), zone);
  return `${dayOf(date, zone, "-")} ${[hour, minute, second].map((part) => padNumber(part, 2)).join(":")}`;
}

/** `2026-05-08T08:08:12.000Z` */
export function writeIso(date: Date): string {
  return date.toISOString();
}

/** Seconds since 1970-01-01 in UTC. */
export function writeSeconds(date: Date): number {
  return date.getTime() / 1000;
}

/** Milliseconds since 1970-01-01 in UTC. */
export function writeMilliseconds(date: Date): number {
  return date.getTime();
}

/** Microseconds since 1970-01-01 in UTC. */
export function writeMicroseconds(date: Date): number {
  return date.getTime() * 1000;
}

function dayOf(date: Date, zone: string, separator: string): string {
  const { year, month, day } = toZonedTime(date.getTime(), zone);
  return [padNumber(year, 4), padNumber(month, 2), padNumber(day, 2)].join(separator);
}
