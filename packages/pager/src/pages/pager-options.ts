import type { PagingFields } from "@opend/core";
import { checkOptions, checkSignal, checkTimeout, createError } from "@opend/core/internal";
import { createPagerError } from "../errors/pager-error.js";

/** Options of a walk over pages. */
export interface PagerOptions {
  /** Rows per request. Default: the most that the protocol allows, which takes the fewest requests. */
  readonly pageSize?: number | undefined;
  /** Resumes at the page that a cursor points to. Default: the first page. */
  readonly from?: string | undefined;
  /**
   * The most rows in total, also for `.toArray()`. Default: all. `.pages()` returns whole pages and stops after the one
   * that reaches it.
   */
  readonly limit?: number | undefined;
  /** The most pages to fetch. This is a safeguard: when more pages follow, it throws `TooManyPages`. */
  readonly maxPages?: number | undefined;
  /** 1 requests the next page while you use the current one. 0 (the default) waits until you ask for it. */
  readonly prefetch?: 0 | 1 | undefined;
  /** Longest time from sending each request to its reply, in milliseconds. Default: the `timeoutMs` of `connect`. */
  readonly timeoutMs?: number | undefined;
  /** Aborts: the next page rejects with `Aborted`, which carries the cursor to resume from. */
  readonly signal?: AbortSignal | undefined;
}

/** The paging rules of a protocol that options are checked against. */
export interface PageRules {
  readonly pageSize?: { readonly min: number; readonly max?: number };
  /**
   * The fields that page. With an offset, the pager compares the rows of pages, since nothing else reveals a gateway
   * that is stuck.
   */
  readonly fields?: PagingFields;
  /** Whether there are so few rows that `toArray` needs no limit. Default: only if each walk has a `limit`. */
  readonly isBounded?: boolean;
  /** The names of further options that the walk has. */
  readonly options?: readonly string[];
  isCursor(cursor: string): boolean;
}

const pagerOptions: readonly (keyof PagerOptions)[] = [
  "pageSize",
  "from",
  "limit",
  "maxPages",
  "prefetch",
  "timeoutMs",
  "signal",
];

/** @throws `InvalidPageSize`, `InvalidCursor`, `InvalidOption` */
export function checkPagerOptions(options: PagerOptions, rules: PageRules): void {
  checkOptions("a pager", options, [...pagerOptions, ...(rules.options ?? [])]);
  checkPageOptions(options, rules);
  const { from, prefetch } = options;
  if (from !== undefined && (typeof from !== "string" || !rules.isCursor(from))) {
    const cursor = String(from);
    throw createPagerError(
      "InvalidCursor",
      `${JSON.stringify(from)} is not a cursor: pass one from a page or an error`,
      { cursor },
    );
  }
  if (prefetch !== undefined && prefetch !== 0 && prefetch !== 1) {
    throw createError("InvalidOption", `prefetch is 0 or 1, not ${String(prefetch)}`, { option: "prefetch" });
  }
}

/**
 * Checks the options that a walk and a fan-out share.
 *
 * @throws `InvalidPageSize`, `InvalidOption`
 */
export function checkPageOptions(options: Omit<PagerOptions, "from" | "prefetch">, rules: PageRules): void {
  const { pageSize, limit, maxPages, timeoutMs, signal } = options;
  if (pageSize !== undefined) checkPageSize(pageSize, rules.pageSize);
  if (limit !== undefined) checkCount("limit", limit);
  if (maxPages !== undefined) checkCount("maxPages", maxPages);
  checkTimeout("timeoutMs", timeoutMs);
  checkSignal(signal);
}

/** @throws `InvalidOption` unless the value is a whole number of at least 1 (or `Infinity`) */
export function checkCount(option: string, value: number): void {
  if ((Number.isInteger(value) || value === Number.POSITIVE_INFINITY) && value >= 1) return;
  throw createError("InvalidOption", `${option} is a whole number of at least 1 (or Infinity), not ${String(value)}`, {
    option,
  });
}

function checkPageSize(pageSize: number, range: PageRules["pageSize"]): void {
  if (range === undefined) {
    throw createError("InvalidOption", "this protocol has no page size to choose", { option: "pageSize" });
  }
  const { min, max } = range;
  if (Number.isInteger(pageSize) && pageSize >= min && (max === undefined || pageSize <= max)) return;
  const allowed = max === undefined ? `of at least ${min}` : `from ${min} to ${max}`;
  throw createPagerError("InvalidPageSize", `pageSize is a whole number ${allowed}, not ${String(pageSize)}`, {
    min,
    max,
  });
}
