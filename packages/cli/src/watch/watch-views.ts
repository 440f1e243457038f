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
  /** The sessions that count for candles of US securities. */
  readonly session?: WatchCandlesOptions["session"];
}
