import { minutesOf, periodStartMs } from "../calendar/kline-period.js";
import { dayAt, halfDaysWithin, indexUpTo, timestampAt } from "../calendar/trading-calendar.js";
import { type Bar, mergeBars } from "../data/bar.js";
import { dayBarAt } from "../data/day-bar.js";
import type { SecurityProfile } from "../data/security-profile.js";
import { minuteBarsOf, periodsOf } from "./minute-bars.js";

/** The bars of a security in a range of days, oldest first. They are made on demand. */
export interface BarSeries {
  readonly length: number;
  /** Returns the bars from index `start` up to, but not including, `end`. */
  slice(start: number, end: number): Bar[];
}

/**
 * The bars of a security whose periods contain a trading day of a range. Days are given in days since 1970-01-01.
 *
 * @param klType a `Qot_Common.KLType` value that has K-lines
 * @param tradingDays the number of trading days that have data
 */
export function historyBarsOf(
  profile: SecurityProfile,
  klType: number,
  tradingDays: number,
  { firstDay, lastDay }: { readonly firstDay: number; readonly lastDay: number },
): BarSeries {
  const newest = indexUpTo(profile.market, lastDay);
  const days = Math.max(0, Math.min(indexUpTo(profile.market, firstDay - 1), tradingDays) - newest);
  const minutes = minutesOf(klType);
  if (minutes !== undefined) return minuteSeries(profile, minutes, newest, days);
  return daySeries(profile, periodsWithin(profile, klType, tradingDays, newest, days));
}

/** The newest bars that have data, at most `count`, oldest first. */
export function newestBarsOf(profile: SecurityProfile, klType: number, tradingDays: number, count: number): Bar[] {
  const range = { firstDay: dayAt(profile.market, tradingDays), lastDay: dayAt(profile.market, 0) };
  const series = historyBarsOf(profile, klType, tradingDays, range);
  return series.slice(Math.max(0, series.length - count), series.length);
}

function minuteSeries(profile: SecurityProfile, minutes: number, newest: number, days: number): BarSeries {
  const { market } = profile;
  const perDay = periodsOf(market, minutes, false).length;
  const fewer = perDay - periodsOf(market, minutes, true).length;
  const end = newest + days;
  /** The number of bars before a day. Days count from the oldest one. */
  const barsBefore = (day: number) => day * perDay - halfDaysWithin(market, end - day, end) * fewer;
  return {
    length: barsBefore(days),
    slice(from, to) {
      if (from >= to) return [];
      let first = Math.floor(from / perDay);
      while (barsBefore(first + 1) <= from) first++;
      const skipped = from - barsBefore(first);
      const bars: Bar[] = [];
      for (let day = first; day < days && bars.length < skipped + to - from; day++) {
        bars.push(...minuteBarsOf(profile, end - 1 - day, minutes));
      }
      return bars.slice(skipped, skipped + to - from);
    },
  };
}

/** A period of whole days: its start, and its trading days. */
interface DayPeriod {
  readonly startMs: number;
  readonly newest: number;
  readonly oldest: number;
}

function daySeries(profile: SecurityProfile, periods: readonly DayPeriod[]): BarSeries {
  return {
    length: periods.length,
    slice: (start, end) =>
      periods.slice(start, end).map(({ startMs, newest, oldest }) => {
        const older = Array.from({ length: oldest - newest }, (_, n) => dayBarAt(profile, oldest - 1 - n));
        return mergeBars(startMs, [dayBarAt(profile, oldest), ...older]);
      }),
  };
}

/**
 * The periods that contain the days, oldest first. Periods are always whole, even if the range has only part of one.
 */
function periodsWithin(
  { market }: SecurityProfile,
  klType: number,
  tradingDays: number,
  newest: number,
  days: number,
): DayPeriod[] {
  const startOf = (index: number) => periodStartMs(klType, market, timestampAt(market, index) * 1000);
  const periods: DayPeriod[] = [];
  if (days === 0) return periods;
  let index = newest;
  while (index > 0 && startOf(index - 1) === startOf(newest)) index--;
  while (index < newest + days) {
    const [first, startMs] = [index, startOf(index)];
    while (index < tradingDays && startOf(index) === startMs) index++;
    periods.push({ startMs, newest: first, oldest: index - 1 });
  }
  return periods.reverse();
}
