import { groupByCode } from "./group-by-code.js";
import type { OpenWalk } from "./walk-kind.js";

/** Walks of which each page has a row of many securities: the walk of a security ends with its row, or without one. */
export function openBatchWalk<Row extends { readonly code: string }>(batches: {
  pages(): AsyncIterable<{ readonly codes: readonly string[]; readonly rows: readonly Row[] }>;
  readonly skipped: OpenWalk<Row>["skipped"];
}): OpenWalk<Row> {
  return {
    get skipped() {
      return batches.skipped;
    },
    async *pages() {
      for await (const { codes, rows } of batches.pages()) {
        const missing = new Set(codes);
        for (const { code, points } of groupByCode(rows)) {
          missing.delete(code);
          yield { code, rows: points, cursor: undefined };
        }
        for (const code of missing) yield { code, rows: [], cursor: undefined };
      }
    },
  };
}
