import type { TableOptions } from "./table-options.js";

const mostRows = 100_000;
const mostValues = 2_000_000;

/**
 * Returns how many rows are gathered in memory: of wide tables fewer, so that they take as much memory as narrow ones.
 */
export function chooseRowGroupSize(columnCount: number, { rowGroupSize }: TableOptions): number {
  return rowGroupSize ?? Math.max(1, Math.min(mostRows, Math.floor(mostValues / columnCount)));
}
