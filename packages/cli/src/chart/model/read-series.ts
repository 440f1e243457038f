import type { ChartSeries, TimeRange } from "../picture.js";
import { parseTime } from "./parse-time.js";
import { createTimeAxis, type TimeAxis } from "./time-axis.js";

/** A row and its position on the axis. */
export interface Placed<Point> {
  readonly x: number;
  readonly point: Point;
}

/** A series whose rows are in order. */
export interface PlacedSeries<Point> {
  readonly code: string;
  readonly currency: string;
  readonly rows: readonly Placed<Point>[];
}

/** The rows of a picture on their axis. */
export interface PlacedRows<Point> {
  readonly axis: TimeAxis | undefined;
  /** Those that have rows. */
  readonly series: readonly PlacedSeries<Point>[];
  /** What could not be placed. */
  readonly notes: readonly string[];
}

/** Places the rows of all series on one axis, in the order of time. */
export function placeRows<Point>(
  series: readonly ChartSeries<Point>[],
  timeOf: (point: Point) => string,
  range: TimeRange = {},
): PlacedRows<Point> {
  const { since = "", until = "9999" } = range;
  const inRange = (point: Point) => {
    const time = timeOf(point).replace("T", " ");
    return since <= time.slice(0, since.length) && time.slice(0, until.length) <= until;
  };
  const chosen = series.map((each) => ({ ...each, points: each.points.filter(inRange) }));
  const axis = createTimeAxis(chosen.flatMap(({ points }) => points.map(timeOf)));
  let [timeless, repeated] = [0, 0];
  const placed = chosen.map(({ code, currency = "", points }): PlacedSeries<Point> => {
    const rows = new Map<number, Point>();
    for (const point of points) {
      const x = axis?.at(timeOf(point));
      if (x === undefined) timeless++;
      else if (rows.has(x)) repeated++;
      else rows.set(x, point);
    }
    const sorted = [...rows].map(([x, point]) => ({ x, point })).sort((a, b) => a.x - b.x);
    return { code, currency, rows: sorted };
  });
  const offsets = new Set(
    chosen.flatMap(({ points }) => points.map((point) => parseTime(timeOf(point))?.offset ?? "")),
  );
  return {
    axis,
    series: placed.filter(({ rows }) => rows.length > 0),
    notes: [
      ...emptyNote(placed),
      ...(timeless > 0 ? [`Left out: ${countOf(timeless, "row")} without a time.`] : []),
      ...(repeated > 0 ? [`Left out: ${countOf(repeated, "row")} with the time of another row.`] : []),
      ...(axis?.slot === "point" && chosen.length > 1 && offsets.size > 1
        ? ["Each code is drawn on the clock of its market."]
        : []),
    ],
  };
}

/** Says which codes have no rows, unless none has any. */
function emptyNote(series: readonly PlacedSeries<unknown>[]): readonly string[] {
  const empty = series.filter(({ rows }) => rows.length === 0).map(({ code }) => code);
  if (empty.length === 0 || empty.length === series.length) return [];
  return [`Without rows: ${empty.length <= 5 ? empty.join(", ") : countOf(empty.length, "code")}.`];
}

/** Writes a count: `1 row`, `2,000 rows`. */
export function countOf(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}
