import type { LivePeriod } from "@opend/market";

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
}
