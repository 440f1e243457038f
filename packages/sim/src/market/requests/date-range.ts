import { refuse } from "../../base/refuse.js";

const msPerDay = 86_400_000;

/** A date in a request, in days since 1970-01-01. A time of day behind it does not count. {@link refuse} when it is none. */
export function dayIn(field: string, text: string): number {
  const [date = ""] = text.split(" ");
  const day = Date.parse(`${date}T00:00:00Z`) / msPerDay;
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(date) && dateTextOf(day) === date;
  return isDate ? day : refuse(`${field} is no date: write YYYY-MM-DD`);
}

/** The days from one date to another, both included. {@link refuse} when they are in the wrong order. */
export function daysIn({ beginTime, endTime }: { readonly beginTime: string; readonly endTime: string }) {
  const [firstDay, lastDay] = [dayIn("beginTime", beginTime), dayIn("endTime", endTime)];
  if (firstDay > lastDay) refuse("beginTime is after endTime");
  return { firstDay, lastDay };
}

/** A day, which is given in days since 1970-01-01, as YYYY-MM-DD. */
export function dateTextOf(day: number): string {
  return Number.isFinite(day) ? new Date(day * msPerDay).toISOString().slice(0, 10) : "";
}
