import type { OpenWalk } from "./walk-kind.js";

/** Walks of which each page has a row of many securities: the walk of a security ends with its row. */
export function openBatchWalk<Row extends { readonly code: string }>(batches: {
  pages(): AsyncIterable<{ readonly rows: readonly Row[] }>;
  readonly skipped: OpenWalk<Row>["skipped"];
}): OpenWalk<Row> {
  return {
    get skipped() {
      return batches.skipped;
    },
    async *pages() {
      for await (const { rows } of batches.pages()) {
        for (const row of rows) yield { code: row.code, rows: [row], cursor: undefined };
      }
    },
  };
}
