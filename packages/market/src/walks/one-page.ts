import type { QueryOptions } from "@opend/core";
import { Pager, type PagerOptions } from "@opend/pager";

/**
 * Makes a pager of a reply that comes at once, so that it is used like all others.
 *
 * @param names the names of the options that say what to fetch
 * @param ask asks for the rows
 * @throws `InvalidOption`
 */
export function onePage<Row>(
  options: PagerOptions,
  names: readonly string[],
  ask: (how: QueryOptions) => Promise<readonly Row[]>,
): Pager<Row> {
  const rules = { isCursor: () => false, options: names };
  const { timeoutMs } = options;
  return new Pager(
    async ({ signal }) => ({ rows: await ask({ timeoutMs, signal }), cursor: undefined }),
    rules,
    options,
  );
}
