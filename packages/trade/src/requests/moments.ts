import { readTimeText } from "@opend/core/internal";
import { requireThat, shown } from "./require-that.js";

/** Returns a day that exists, such as `2026-05-08`. Undefined for anything else. */
export function readDay(text: string): string | undefined {
  const read = typeof text === "string" ? readTimeText(text) : undefined;
  return read?.time === undefined ? read?.day : undefined;
}

/** The moments of a range, as the gateway takes them. */
export interface MomentRange {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** @throws `InvalidOption` when a history lacks an end: the gateway needs both */
export function requireRange({ from, to }: Partial<MomentRange>): void {
  requireThat("from", from !== undefined, "is missing: a history has a first and a last day");
  requireThat("to", to !== undefined, "is missing: a history has a first and a last day");
}

/**
 * Completes the days of a range to moments: a first day to its start, a last day to its end.
 *
 * @throws `InvalidOption` for what does not exist, and for a range that ends before it begins
 */
export function toMomentRange({ from, to }: MomentRange): MomentRange {
  const [first, last] = [readMoment("from", from, "00:00:00"), readMoment("to", to, "23:59:59")];
  const isInOrder = first === undefined || last === undefined || first.ms <= last.ms;
  requireThat("from", isInOrder, `is ${from}, which is after to, ${to}`);
  return { from: first?.text, to: last?.text };
}

function readMoment(option: string, text: string | undefined, timeOfDay: string) {
  if (text === undefined) return undefined;
  const day = readDay(text);
  const complete = day === undefined ? text : `${day} ${timeOfDay}`;
  const read = /^[-\d]+ \d\d:\d\d:\d\d(?:\.\d{1,3})?$/.test(complete) ? readTimeText(complete) : undefined;
  const rule = "is a day or a time that exists, such as 2026-05-08 or 2026-05-08 09:30:00";
  requireThat(option, read !== undefined, `${rule}, not ${shown(text)}`);
  return read && { text: complete, ms: read.localMs + Number(`0${read.fraction}`) * 1000 };
}
