import { checkOptions, createError } from "@opend/core/internal";
import { checkCount } from "./pager-options.js";

/**
 * Collects rows into an array, for `toArray`.
 *
 * @throws `InvalidOption` when nothing limits the number of rows
 */
export async function collectRows<Row>(
  source: AsyncIterable<Row>,
  options: { readonly limit?: number | undefined },
  isLimited: boolean,
): Promise<Row[]> {
  checkOptions("toArray", options, ["limit"]);
  const { limit } = options;
  if (limit !== undefined) checkCount("limit", limit);
  else if (!isLimited) {
    const message =
      "toArray needs a limit: write toArray({ limit: 100 }), or toArray({ limit: Infinity }) for all rows";
    throw createError("InvalidOption", message, { option: "limit" });
  }
  const rows: Row[] = [];
  for await (const row of source) {
    rows.push(row);
    if (rows.length === limit) break;
  }
  return rows;
}
