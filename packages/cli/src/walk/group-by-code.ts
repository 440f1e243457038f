import type { ChartSeries } from "../chart/picture.js";

/** Returns the rows of each code, in the order in which the codes first appear. */
export function groupByCode<Row extends { readonly code: string }>(rows: readonly Row[]): ChartSeries<Row>[] {
  const series = new Map<string, Row[]>();
  for (const row of rows) {
    const its = series.get(row.code);
    if (its) its.push(row);
    else series.set(row.code, [row]);
  }
  return [...series].map(([code, points]) => ({ code, points }));
}
