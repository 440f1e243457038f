import { createError, writeDay } from "@opend/core/internal";

/** From which day to which day to walk. Both are included. */
export interface DayRangeOptions {
  /** The first day: `2026-05-08`, or a `Date`, whose day is that of the market's clocks. Default: the oldest. */
  readonly since?: string | Date | undefined;
  /** The last day, likewise. Default: the newest. */
  readonly until?: string | Date | undefined;
}

/** The names of the options. */
export const dayRangeOptions: readonly (keyof DayRangeOptions)[] = ["since", "until"];

/** Days as texts, which sort as days do. */
export interface DayRange {
  readonly since: string | undefined;
  readonly until: string | undefined;
}

/**
 * Returns the days of a range on the clocks of a time zone, or in UTC.
 *
 * @throws `InvalidOption` for what is no day, and for a range that ends before it begins
 */
export function toDayRange({ since, until }: DayRangeOptions, zone: string | undefined): DayRange {
  const range = { since: toDay("since", since, zone), until: toDay("until", until, zone) };
  if (range.since !== undefined && range.until !== undefined && range.since > range.until) {
    throw createError("InvalidOption", `since is ${range.since}, which is after until, ${range.until}`, {
      option: "since",
    });
  }
  return range;
}

function toDay(option: string, value: string | Date | undefined, zone: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (value instanceof Date && !Number.isNaN(value.getTime())) return writeDay(value, zone ?? "UTC");
  if (typeof value === "string" && isDay(value)) return value;
  const given = value instanceof Date ? "an invalid Date" : JSON.stringify(value);
  throw createError("InvalidOption", `${option} is a day, such as "2026-05-08", or a Date, not ${given}`, { option });
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
