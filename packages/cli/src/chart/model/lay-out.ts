import type { Picture } from "../picture.js";
import { layOutCandles } from "./candles-chart.js";
import type { Chart } from "./chart.js";
import type { LayOutOptions } from "./lay-out-options.js";
import { layOutLines } from "./lines-chart.js";
import { layOutShortVolume } from "./short-volume-chart.js";

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
