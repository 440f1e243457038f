import { Qot_Common } from "@opend/core/protocols";
import { marketDay, marketTimeText, midnightMs } from "./market-time.js";
import type { Market } from "./trading-calendar.js";

const { KLType } = Qot_Common;
const msPerDay = 86_400_000;
const msPerMinute = 60_000;

/** Periods of minutes, by `Qot_Common.KLType`. */
const minutes = new Map<number, number>([
  [KLType["1Min"], 1],
  [KLType["3Min"], 3],
  [KLType["5Min"], 5],
  [KLType["10Min"], 10],
  [KLType["15Min"], 15],
  [KLType["30Min"], 30],
  [KLType["60Min"], 60],
  [KLType["120Min"], 120],
  [KLType["180Min"], 180],
  [KLType["240Min"], 240],
]);

/** For periods of days: the first day of the period that contains a date. */
const firstDays = new Map<number, (date: Date) => Date>([
  [KLType.Day, (date) => date],
  [KLType.Week, (date) => new Date(date.getTime() - ((date.getUTCDay() + 6) % 7) * msPerDay)],
  [KLType.Month, (date) => firstOfMonth(date, date.getUTCMonth())],
  [KLType.Quarter, (date) => firstOfMonth(date, date.getUTCMonth() - (date.getUTCMonth() % 3))],
  [KLType.Year, (date) => firstOfMonth(date, 0)],
]);

/** Every period that K-lines come in. */
export const klTypes: readonly number[] = [...minutes.keys(), ...firstDays.keys()];

/** The length of a period in minutes. Undefined for periods of whole days. */
export function minutesOf(klType: number): number | undefined {
  return minutes.get(klType);
}

/** The start of the period that contains a moment, by the market's clock, as Unix time in milliseconds. */
export function periodStartMs(klType: number, market: Market, unixMs: number): number {
  const length = minutes.get(klType);
  if (length !== undefined) {
    const text = marketTimeText(market, unixMs);
    const minuteOfDay = Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16));
    return (Math.floor(unixMs / msPerMinute) - (minuteOfDay % length)) * msPerMinute;
  }
  const today = new Date(marketDay(market, unixMs) * msPerDay);
  const firstDay = firstDays.get(klType)?.(today) ?? today;
  return midnightMs(market, firstDay.getTime() / msPerDay);
}

function firstOfMonth(date: Date, month: number): Date {
  return new Date(Date.UTC(date.getUTCFullYear(), month, 1));
}
