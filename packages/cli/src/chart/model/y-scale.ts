import type { Panel } from "./chart.js";

/** The scale of a panel. */
export interface YScale {
  readonly min: number;
  readonly max: number;
  /** Round numbers between them, in ascending order. */
  readonly ticks: readonly number[];
}

/** Makes the scale of a panel that all of its marks fit into. */
export function createYScale({ marks, fromZero }: Pick<Panel, "marks" | "fromZero">, tickCount: number): YScale {
  let min = fromZero ? 0 : Number.POSITIVE_INFINITY;
  let max = fromZero ? 0 : Number.NEGATIVE_INFINITY;
  for (const mark of marks) {
    const points = mark.kind === "line" ? mark.runs.flat() : mark.points;
    for (const point of points) {
      // A gateway may send a close above the high.
      const values = "y" in point ? [point.y] : [point.open, point.high, point.low, point.close];
      min = Math.min(min, ...values);
      max = Math.max(max, ...values);
    }
  }
  if (min > max) [min, max] = [0, 1];
  // A single value needs some room around it, and so do values that differ in their last digits only.
  if (max - min <= Math.max(Math.abs(max), 1e-6) * 1e-9) {
    const room = Math.abs(max) * 0.05 || 1;
    max += room;
    if (!fromZero) min -= room;
  }
  const margin = (max - min) * 0.05;
  const [low, high] = [fromZero && min === 0 ? 0 : min - margin, fromZero && max === 0 ? 0 : max + margin];
  return { min: low, max: high, ticks: roundNumbers(low, high, tickCount) };
}

/** Returns about so many round numbers in a range. */
export function roundNumbers(min: number, max: number, count: number): readonly number[] {
  const rough = (max - min) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough * 0.7) ?? 10) * power;
  const [first, last] = [Math.ceil(min / step - 1e-9), Math.floor(max / step + 1e-9)];
  // Keeps 0.1 + 0.2 out of the labels.
  const numbers = Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
  // A low panel still needs two labels to show its scale.
  return numbers.length >= 2 || count > 8 ? numbers : roundNumbers(min, max, count * 2);
}
