import type { ChartPoint } from "./chart.js";
import type { Placed } from "./read-series.js";
import { countOf } from "./read-series.js";
import type { TimeAxis } from "./time-axis.js";

/** Parts of an axis, of which each gets a bar. */
export interface Bins {
  /** Positions per bin. */
  readonly size: number;
  /** Whether a bin may hold several rows. */
  readonly isSummary: boolean;
  /** The middle of the bin of a position. */
  readonly middleOf: (x: number) => number;
  /** Rows per bin, at most. */
  readonly rowCount: number;
  /** What a bin holds: `"13 weekdays"`. */
  readonly text: string;
}

/** Divides an axis into bins: one for each row if there is room for that, else for several. */
export function createBins({ first, last, spacing, slot }: TimeAxis, most: number): Bins {
  const rows = Math.floor((last - first) / spacing) + 1;
  if (rows <= most) return { size: spacing, isSummary: false, middleOf: (x) => x, rowCount: 1, text: "" };
  const size = spacing * Math.ceil(rows / most);
  return {
    size,
    isSummary: true,
    // The newest bin is full, since people look there first.
    middleOf: (x) => last - (Math.floor((last - x) / size) + 0.5) * size + 0.5,
    rowCount: size / spacing,
    text: countOf(size, slot),
  };
}

/** Collects rows in bins, in their order. */
export function collectBins<Point>(rows: readonly Placed<Point>[], { middleOf }: Bins): Map<number, Point[]> {
  const bins = new Map<number, Point[]>();
  for (const { x, point } of rows) {
    const middle = middleOf(x);
    const bin = bins.get(middle);
    if (bin) bin.push(point);
    else bins.set(middle, [point]);
  }
  return bins;
}

/** Returns the numbers that are there. */
export function presentNumbers<Point>(points: readonly Point[], of: (point: Point) => number | undefined): number[] {
  return points.map(of).filter((value): value is number => value !== undefined && Number.isFinite(value));
}

/** The lowest and the highest of some values, of which there may be more than a call takes arguments. */
export function extentOf(values: readonly number[]): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

/** Undefined if there are no values. */
export function meanOf(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Cuts a line where a value is absent, and at pauses. */
export function toRuns(
  points: readonly { readonly x: number; readonly y: number | undefined }[],
  axis: TimeAxis,
  binSize: number,
): readonly (readonly ChartPoint[])[] {
  const runs: ChartPoint[][] = [];
  let run: ChartPoint[] | undefined;
  for (const { x, y } of points) {
    if (y === undefined || !Number.isFinite(y)) {
      run = undefined;
      continue;
    }
    const before = run?.at(-1);
    // Bins beside each other may contain a pause, which nobody sees.
    const isBeside = before && binSize > axis.spacing && x - before.x < binSize * 1.5;
    if (before && !isBeside && axis.isPause(before.x, x)) run = undefined;
    if (run) run.push({ x, y });
    else {
      run = [{ x, y }];
      runs.push(run);
    }
  }
  return runs;
}
