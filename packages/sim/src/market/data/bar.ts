import { roundTo } from "../../base/hash.js";

/** The trading of one period. Prices are in the security's currency, with 2 decimals. */
export interface Bar {
  /** The start of the period, as Unix time in milliseconds. */
  readonly startMs: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  /** The last price. */
  readonly close: number;
  /** The last price of the previous period. */
  readonly lastClose: number;
  /** In shares. */
  readonly volume: number;
  readonly turnover: number;
}

/** Merges bars into the bar of a longer period. @param bars the bars of all its parts, oldest first */
export function mergeBars(startMs: number, bars: readonly [Bar, ...Bar[]]): Bar {
  const [first] = bars;
  const sum = (of: (bar: Bar) => number) => bars.reduce((total, bar) => total + of(bar), 0);
  return {
    startMs,
    open: first.open,
    high: Math.max(...bars.map(({ high }) => high)),
    low: Math.min(...bars.map(({ low }) => low)),
    close: (bars.at(-1) ?? first).close,
    lastClose: first.lastClose,
    volume: sum(({ volume }) => volume),
    turnover: roundTo(
      sum(({ turnover }) => turnover),
      2,
    ),
  };
}
