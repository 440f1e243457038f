import { countOf, type PlacedSeries } from "./read-series.js";

/** The series to draw, and what to say of the others. */
export interface ChosenSeries<Point> {
  readonly shown: readonly PlacedSeries<Point>[];
  readonly notes: readonly string[];
}

/**
 * Chooses as many series as a reader can tell apart: those with the largest weights, in the order in which they were given.
 *
 * @param reason what they have in common: `"highest mean short ratio"`
 */
export function chooseSeries<Point>(
  series: readonly PlacedSeries<Point>[],
  most: number,
  reason: string,
  weigh: (series: PlacedSeries<Point>) => number,
): ChosenSeries<Point> {
  if (series.length <= most) return { shown: series, notes: [] };
  const weights = new Map(series.map((each) => [each, weigh(each)]));
  const best = series.toSorted((a, b) => (weights.get(b) ?? 0) - (weights.get(a) ?? 0)).slice(0, most);
  return {
    shown: series.filter((each) => best.includes(each)),
    notes: [`Shown: ${most} of ${countOf(series.length, "code")}, those with the ${reason}.`],
  };
}
