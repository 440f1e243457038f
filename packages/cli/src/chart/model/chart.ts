import type { TimeAxis } from "./time-axis.js";

/** A picture, laid out: which panels there are, and what they show. Terminals and SVGs draw the same. */
export interface Chart {
  readonly title: string;
  /** What the picture leaves out, sums up or shows in a way that nobody expects. */
  readonly notes: readonly string[];
  readonly isSimulated: boolean;
  /** What the colors mean. Empty if that is plain. */
  readonly legend: readonly LegendEntry[];
  /** The axis that all panels share. Undefined: there is nothing to draw. */
  readonly axis: TimeAxis | undefined;
  /** From top to bottom. */
  readonly panels: readonly Panel[];
  /** What to say at a position, in their order. */
  readonly tips: readonly Tip[];
}

/** The part of the axis that panels show: half a bar beyond the ends, and more if there are few bars. */
export function visibleRange(
  { panels }: Pick<Chart, "panels">,
  { first, last, spacing }: TimeAxis,
): readonly [number, number] {
  const spans = panels.flatMap(({ marks }) => marks.map((mark) => (mark.kind === "line" ? spacing : mark.span)));
  const half = Math.max(Math.max(spacing, ...spans) / 2, (12 * spacing - (last - first)) / 2);
  return [first - half, last + half];
}

/** Values of one unit, with a scale of their own. */
export interface Panel {
  /** What is shown: `"Short volume"`. */
  readonly heading: string;
  /** Such as `"shares"`. Empty if it is not known. */
  readonly unit: string;
  /** Whether the scale has to include zero. */
  readonly fromZero: boolean;
  /** How high it is, compared with others. */
  readonly weight: number;
  readonly marks: readonly Mark[];
}

/** Whether a panel shows anything. */
export function hasValues({ marks }: Panel): boolean {
  return marks.some((mark) => (mark.kind === "line" ? mark.runs.length > 0 : mark.points.length > 0));
}

/** What is drawn in a panel. */
export type Mark = BarsMark | LineMark | CandlesMark;

/** Bars from zero. */
export interface BarsMark {
  readonly kind: "bars";
  readonly name: string;
  readonly ink: Ink;
  /** Positions on the axis that a bar takes, with the space beside it. */
  readonly span: number;
  readonly points: readonly ChartPoint[];
}

/** A line, in pieces: there is nothing between two of them. */
export interface LineMark {
  readonly kind: "line";
  readonly name: string;
  readonly ink: Ink;
  readonly runs: readonly (readonly ChartPoint[])[];
}

/** Candles. */
export interface CandlesMark {
  readonly kind: "candles";
  readonly name: string;
  /** Positions on the axis that a candle takes, with the space beside it. */
  readonly span: number;
  readonly points: readonly Candle[];
}

/** A value at a position of the axis. */
export interface ChartPoint {
  readonly x: number;
  readonly y: number;
}

/** A candle at a position of the axis. */
export interface Candle {
  readonly x: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** A text about everything at a position. */
export interface Tip {
  readonly x: number;
  readonly text: string;
}

/** What a color means. */
export interface LegendEntry {
  readonly name: string;
  readonly ink: Ink;
  /** How the swatch looks. */
  readonly swatch: "solid" | "hollow";
}

/** A color by its role. See {@link inkColors}. */
export type Ink = "text" | "gray" | "blue" | "vermilion" | "green" | "orange" | "sky" | "purple";

/** The inks of series, in the order in which they are given out. */
export const seriesInks: readonly Ink[] = ["blue", "vermilion", "green", "purple", "orange", "sky"];

/** The colors of Okabe and Ito, which people with any color vision can tell apart. */
export const inkColors: Readonly<Record<Ink, string>> = {
  text: "#24292f",
  gray: "#8b949e",
  blue: "#0072b2",
  vermilion: "#d55e00",
  green: "#009e73",
  orange: "#e69f00",
  sky: "#56b4e9",
  purple: "#cc79a7",
};
