import type { LivePeriod, WatchCandlesOptions } from "@opend/market";

/** What `opend watch` shows of each security. */
export interface WatchViews {
  /** Quotes. Default: true. */
  readonly quotes?: boolean | undefined;
  /** The latest trades. */
  readonly ticks?: boolean | undefined;
  /** Order books. */
  readonly book?: boolean | undefined;
  /** The current candle of this period. */
  readonly candles?: LivePeriod | undefined;
  /** Whether the order book has the single orders of each level. Only lines of JSON show them. */
  readonly orders?: boolean | undefined;
  /** The sessions that count for candles and trades of US securities. */
  readonly session?: WatchCandlesOptions["session"];
}
