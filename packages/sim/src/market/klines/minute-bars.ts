import { noiseAt, roundTo } from "../../base/hash.js";
import { dayAt, isHalfDay, type Market } from "../calendar/trading-calendar.js";
import { type Bar, mergeBars } from "../data/bar.js";
import { dayBarAt } from "../data/day-bar.js";
import type { SecurityProfile } from "../data/security-profile.js";

/** When trading opens and closes, in minutes since midnight by the market's clock. */
type Session = readonly [open: number, close: number];

/** The trading hours of a whole day, and those of a day on which trading ends early. */
const sessions: Readonly<Record<Market, { readonly whole: readonly Session[]; readonly half: readonly Session[] }>> = {
  HK: {
    whole: [
      [570, 720],
      [780, 960],
    ],
    half: [[570, 720]],
  },
  US: { whole: [[570, 960]], half: [[570, 780]] },
};
const msPerMinute = 60_000;

/** A period of a trading day, in minutes since midnight. */
export interface MinutePeriod {
  readonly from: number;
  readonly to: number;
}

/**
 * The periods of `minutes` minutes in a trading day. They count from the opening, and again from the end of a break.
 *
 * @param isHalf whether trading ends early
 */
export function periodsOf(market: Market, minutes: number, isHalf: boolean): readonly MinutePeriod[] {
  return sessions[market][isHalf ? "half" : "whole"].flatMap(([open, close]) =>
    Array.from({ length: Math.ceil((close - open) / minutes) }, (_, part) => {
      const from = open + part * minutes;
      return { from, to: Math.min(from + minutes, close) };
    }),
  );
}

/** The bars of `minutes` minutes of a trading day, oldest first. Together they add up to the day's bar. */
export function minuteBarsOf(profile: SecurityProfile, index: number, minutes: number): Bar[] {
  const { market } = profile;
  const day = dayBarAt(profile, index);
  const isHalf = isHalfDay(market, dayAt(market, index));
  const singles = singleMinutesOf(profile, index, day, isHalf);
  if (minutes === 1) return singles;
  const byMinute = new Map(singles.map((bar) => [(bar.startMs - day.startMs) / msPerMinute, bar]));
  return periodsOf(market, minutes, isHalf).flatMap(({ from, to }) => {
    const [first, ...others] = Array.from({ length: to - from }, (_, n) => byMinute.get(from + n)).filter(
      (bar) => bar !== undefined,
    );
    return first ? [mergeBars(day.startMs + from * msPerMinute, [first, ...others])] : [];
  });
}

/** The most minutes of a trading day. Each minute has noise of its own. */
const noisePerDay = 400;

function singleMinutesOf(profile: SecurityProfile, index: number, day: Bar, isHalf: boolean): Bar[] {
  const starts = periodsOf(profile.market, 1, isHalf).map(({ from }) => from);
  const count = starts.length;
  const { seed } = profile;
  const noise = (minute: number, salt: number) => noiseAt(seed, index * noisePerDay + minute, salt);
  const prices = minutePrices(day, count, (minute) => noise(minute, 63) - 0.5);
  const shares = volumeShares(count, (minute) => noise(minute, 66));
  const lot = profile.market === "HK" ? 100 : 1;
  const [highest, lowest] = [prices.indexOf(Math.max(...prices)), prices.indexOf(Math.min(...prices))];
  let [volumeDone, turnoverDone] = [0, 0];
  return starts.map((start, minute) => {
    const share = shares[minute] ?? 1;
    const volumeUpTo = minute === count - 1 ? day.volume : Math.floor((day.volume * share) / lot) * lot;
    const volume = volumeUpTo - volumeDone;
    const turnover = roundTo(day.turnover * share - turnoverDone, 2);
    volumeDone = volumeUpTo;
    turnoverDone = roundTo(turnoverDone + turnover, 2);
    const [open, close] = [prices[minute] ?? day.open, prices[minute + 1] ?? day.close];
    const [top, bottom] = [Math.max(open, close), Math.min(open, close)];
    // Trades within the minute went a little further, by about as much as its price moved.
    const wick = (salt: number) => noise(minute, salt) * Math.max(top - bottom, (day.high - day.low) / 100);
    return {
      startMs: day.startMs + start * msPerMinute,
      open,
      high:
        minute === Math.min(highest, count - 1) ? day.high : roundTo(Math.min(top + wick(64), (top + day.high) / 2), 2),
      low:
        minute === Math.min(lowest, count - 1)
          ? day.low
          : roundTo(Math.max(bottom - wick(65), (bottom + day.low) / 2), 2),
      close,
      lastClose: minute === 0 ? day.lastClose : open,
      volume,
      turnover,
    };
  });
}

/**
 * The prices between the minutes of a day, from the opening to the closing price. They wander, and what goes above or
 * below these two is stretched until it reaches the day's highest and lowest price.
 */
function minutePrices({ open, close, high, low }: Bar, count: number, step: (minute: number) => number): number[] {
  const walk = [0];
  for (let minute = 0; minute < count; minute++) walk.push((walk[minute] ?? 0) + step(minute));
  const drift = (walk[count] ?? 0) / count;
  // The sum of n such steps is about as large as half the root of n.
  const scale = (high - low) / (0.5 * Math.sqrt(count));
  const path = walk.map((sum, minute) => open + ((close - open) * minute) / count + (sum - drift * minute) * scale);
  const [top, bottom] = [Math.max(open, close), Math.min(open, close)];
  const [above, below] = [Math.max(...path) - top, bottom - Math.min(...path)];
  return path.map((price) => {
    if (price > top) return roundTo(top + ((price - top) * (high - top)) / above, 2);
    return price < bottom ? roundTo(bottom - ((bottom - price) * (bottom - low)) / below, 2) : roundTo(price, 2);
  });
}

/** The share of the day's volume up to the end of each minute. Most is traded at the opening and the close. */
function volumeShares(count: number, noise: (minute: number) => number): number[] {
  const weights = Array.from({ length: count }, (_, minute) => {
    const fromMiddle = Math.abs((2 * minute + 1) / count - 1);
    return (0.5 + 1.5 * fromMiddle ** 3) * (0.3 + 2 * noise(minute) ** 2);
  });
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let done = 0;
  return weights.map((weight, minute) => {
    done += weight;
    return minute === count - 1 ? 1 : done / whole;
  });
}
