import { roundTo } from "../../base/hash.js";

/** What has been traded in a period of time. Prices in the security's currency, 2 decimals. */
export interface Bar {
  /** When the period began, as Unix time in milliseconds. */
  readonly startMs: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  /** The last price. */
  readonly close: number;
  /** The last price of the period before. */
  readonly lastClose: number;
  /** In shares. */
  readonly volume: number;
  readonly turnover: number;
}

/** The bar of a longer period. @param bars those of all its parts, oldest first */
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
