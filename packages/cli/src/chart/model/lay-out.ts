import type { Picture, TimeRange } from "../picture.js";
import { layOutCandles } from "./candles-chart.js";
import type { Chart } from "./chart.js";
import { layOutLines } from "./lines-chart.js";
import { layOutShortVolume } from "./short-volume-chart.js";

/** How much there is room for. */
export interface LayOutOptions {
  /** How many bars or candles fit beside each other. More rows are summed up. */
  readonly mostBars: number;
  /** How many points of a line can be told apart. More are thinned out, except for the highest and lowest. */
  readonly mostPoints: number;
  /** The part to show. Default: all. */
  readonly range?: TimeRange | undefined;
}

/** Decides what the panels of a picture are and what they show. */
export function layOut(picture: Picture, options: LayOutOptions): Chart {
  switch (picture.kind) {
    case "short-volume":
      return layOutShortVolume(picture, options);
    case "candles":
      return layOutCandles(picture, options);
    case "lines":
      return layOutLines(picture, options);
  }
}
