import { refuse } from "../../base/refuse.js";

const msPerDay = 86_400_000;

/** Reads a date of a request, in days since 1970-01-01. Ignores a time of day after it. Refuses anything but a date. */
export function dayIn(field: string, text: string): number {
  const [date = ""] = text.split(" ");
  const day = Date.parse(`${date}T00:00:00Z`) / msPerDay;
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(date) && dateTextOf(day) === date;
  return isDate ? day : refuse(`${field} is not a date: write YYYY-MM-DD`);
}

/** Reads the first and last day of a request. Refuses them when they are in the wrong order. */
export function daysIn({ beginTime, endTime }: { readonly beginTime: string; readonly endTime: string }) {
  const [firstDay, lastDay] = [dayIn("beginTime", beginTime), dayIn("endTime", endTime)];
  if (firstDay > lastDay) refuse("beginTime is after endTime");
  return { firstDay, lastDay };
}

/** A day, given in days since 1970-01-01, as YYYY-MM-DD. */
export function dateTextOf(day: number): string {
  return Number.isFinite(day) ? new Date(day * msPerDay).toISOString().slice(0, 10) : "";
}
