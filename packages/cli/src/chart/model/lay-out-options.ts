import type { TimeRange } from "../picture.js";

/** How much there is room for. */
export interface LayOutOptions {
  /** How many bars or candles fit beside each other. More rows are summed up. */
  readonly mostBars: number;
  /** How many points of a line can be told apart. More are thinned out, except for the highest and lowest. */
  readonly mostPoints: number;
  /** The part to show. Default: all. */
  readonly range?: TimeRange | undefined;
}
