/** A day and a time of day on the clocks of a time zone. */
export interface ZonedTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * Returns what the clocks of a time zone show at a moment.
 *
 * @param epochMs milliseconds since 1970-01-01 in UTC
 * @param zone a name of the IANA database, such as `Asia/Hong_Kong`
 */
export function toZonedTime(epochMs: number, zone: string): ZonedTime {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(epochMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
  return { year, month, day, hour, minute, second };
}

/** Making a format takes fifty times as long as using one. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "iso8601",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(zone, format);
  return format;
}

/** Returns a number with leading zeros. */
export function padNumber(value: number, digits: number): string {
  return String(value).padStart(digits, "0");
}

// How a request's `Date` is written into a field: a text on the clocks of the market, or a number since 1970. In one module with
// what they use, since a module of its own takes Node as long to load as all of this takes to read.
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
