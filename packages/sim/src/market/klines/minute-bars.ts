import { noiseAt, noiseBetween, roundTo } from "../../base/hash.js";
import type { Market } from "../calendar/trading-calendar.js";
import { type Bar, mergeBars } from "../data/bar.js";
import { dayBarAt } from "../data/day-bar.js";
import type { SecurityProfile } from "../data/security-profile.js";

/** The trading hours, in minutes since midnight by the market's clock. */
const sessions: Readonly<Record<Market, readonly (readonly [open: number, close: number])[]>> = {
  HK: [
    [570, 720],
    [780, 960],
  ],
  US: [[570, 960]],
};
const msPerMinute = 60_000;

/**
 * The periods of `minutes` minutes in a trading day, in minutes since midnight. They count from the opening, and again
 * from the end of a break.
 */
export function periodsOf(market: Market, minutes: number): readonly { readonly from: number; readonly to: number }[] {
  return sessions[market].flatMap(([open, close]) =>
    Array.from({ length: Math.ceil((close - open) / minutes) }, (_, part) => {
      const from = open + part * minutes;
      return { from, to: Math.min(from + minutes, close) };
    }),
  );
}

/** The bars of `minutes` minutes of a trading day, oldest first. Together they add up to the day's bar. */
export function minuteBarsOf(profile: SecurityProfile, index: number, minutes: number): Bar[] {
  const day = dayBarAt(profile, index);
  const singles = singleMinutesOf(profile, index, day);
  const byMinute = new Map(singles.map((bar) => [(bar.startMs - day.startMs) / msPerMinute, bar]));
  return periodsOf(profile.market, minutes).flatMap(({ from, to }) => {
    const [first, ...others] = Array.from({ length: to - from }, (_, n) => byMinute.get(from + n)).filter(
      (bar) => bar !== undefined,
    );
    return first ? [mergeBars(day.startMs + from * msPerMinute, [first, ...others])] : [];
  });
}

function singleMinutesOf(profile: SecurityProfile, index: number, day: Bar): Bar[] {
  const starts = periodsOf(profile.market, 1).map(({ from }) => from);
  const count = starts.length;
  const { seed } = profile;
  const noise = (minute: number, salt: number) => noiseAt(seed, index * count + minute, salt);
  const within = (price: number) => roundTo(Math.min(day.high, Math.max(day.low, price)), 2);
  // Moves from the opening price to the closing price, with the most noise in between.
  const priceAt = (minute: number) => {
    if (minute === count) return day.close;
    const share = minute / count;
    const sway = (noise(minute, 63) - 0.5) * (day.high - day.low) * Math.sin(Math.PI * share);
    return within(day.open + (day.close - day.open) * share + sway);
  };
  const [highest, lowest] = [Math.floor(noise(0, 64) * count), Math.floor(noise(0, 65) * count)];
  const weights = starts.map((_, minute) => noiseBetween(seed, index * count + minute, 66, 0.4, 1.6));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let [done, volumeDone, turnoverDone] = [0, 0, 0];
  return starts.map((start, minute) => {
    done += weights[minute] ?? 0;
    const share = minute === count - 1 ? 1 : done / whole;
    const [volume, turnover] = [
      Math.floor(day.volume * share) - volumeDone,
      roundTo(day.turnover * share - turnoverDone, 2),
    ];
    volumeDone += volume;
    turnoverDone = roundTo(turnoverDone + turnover, 2);
    const [open, close] = [priceAt(minute), priceAt(minute + 1)];
    return {
      startMs: day.startMs + start * msPerMinute,
      open,
      high: minute === highest ? day.high : Math.max(open, close),
      low: minute === lowest ? day.low : Math.min(open, close),
      close,
      lastClose: minute === 0 ? day.lastClose : open,
      volume,
      turnover,
    };
  });
}
