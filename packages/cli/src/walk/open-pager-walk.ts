import type { OpenWalk } from "./walk-kind.js";

/** Makes the pages of one request a walk. */
export function openPagerWalk<Row>(
  code: string,
  pager: { pages(): AsyncIterable<{ readonly rows: readonly Row[]; readonly cursor: string | undefined }> },
): OpenWalk<Row> {
  return {
    skipped: [],
    async *pages() {
      for await (const { rows, cursor } of pager.pages()) yield { code, rows, cursor };
    },
  };
}
