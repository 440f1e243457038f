import { onAbort } from "@opend/core/internal";
import { pageFailed, repeatedCursor, repeatedPage, tooManyPages } from "../errors/page-errors.js";
import type { PagerPosition } from "../errors/pager-position.js";
import { collectRows } from "./collect-rows.js";
import { iterateBatches } from "./iterate-batches.js";
import { checkPagerOptions, type PageRules, type PagerOptions } from "./pager-options.js";
import { RepeatedPageGuard } from "./repeated-page-guard.js";

/** One page. */
export interface Page<Row> {
  /** The rows, in the gateway's order. */
  readonly rows: readonly Row[];
  /** Resumes *after* this page: pass it as `from`. A string that is safe to store. Undefined on the last page. */
  readonly cursor: string | undefined;
}

/** A page and its index in a walk. */
export type NumberedPage<P> = P & {
  /** 0 for the first page of this walk. */
  readonly index: number;
};

/** What a pager passes to the function that fetches a page. */
export interface PageRequest {
  /** Undefined for the first page. */
  readonly cursor: string | undefined;
  /** Fires when the page is no longer wanted. */
  readonly signal: AbortSignal | undefined;
}

/** After this many empty pages in a row, the gateway counts as stuck. */
const maxEmptyPages = 100;

/**
 * All rows of a paged reply, fetched on demand: `for await (const row of pager)`. Each loop is a new walk, from the
 * beginning or from `from`. Leaving the loop stops it: the pager aborts the request in flight and requests no further
 * page.
 */
export class Pager<Row, P extends Page<Row> = Page<Row>> implements AsyncIterable<Row> {
  readonly #fetch: (request: PageRequest) => Promise<P & Page<Row>>;
  readonly #isByOffset: boolean;
  readonly #options: PagerOptions;

  /**
   * @param fetch fetches one page
   * @param rules what the options are checked against
   * @throws `InvalidPageSize`, `InvalidCursor`, `InvalidOption`
   */
  constructor(fetch: (request: PageRequest) => Promise<P & Page<Row>>, rules: PageRules, options: PagerOptions = {}) {
    checkPagerOptions(options, rules);
    this.#fetch = fetch;
    this.#isByOffset = rules.fields !== undefined && "offset" in rules.fields;
    this.#options = options;
  }

  /**
   * Iterates row by row.
   *
   * @throws `PageFailed` with the cursor to resume from and the reason as `cause`; `Aborted`, `RepeatedCursor`,
   * `TooManyPages`; `InvalidMessage` and other usage errors unchanged
   */
  [Symbol.asyncIterator](): AsyncGenerator<Row, void, undefined> {
    return iterateBatches((stop) => this.#rows(stop));
  }

  /** Iterates page by page. A page's `cursor` resumes after it. Throws the same errors as iterating by rows. */
  pages(): AsyncGenerator<NumberedPage<P>, void, undefined> {
    return iterateBatches((stop) => oneByOne(this.#walk(stop)));
  }

  /**
   * Fetches only one page: the first, or the one that `from` points to. Throws the same errors as iterating by rows.
   */
  async page(): Promise<NumberedPage<P>> {
    const { from } = this.#options;
    try {
      return numbered(await this.#get(from, new AbortController()), 0);
    } catch (cause) {
      throw pageFailed(cause, { cursor: from, pagesFetched: 0, rowsFetched: 0 });
    }
  }

  /**
   * Collects rows into an array.
   *
   * @param options `limit`: the most rows, `Infinity` for all. Required unless the pager has a `limit` of its own, so
   * that nobody loads everything by accident. If there are both, the smaller one counts
   * @throws what walking by rows throws, and `InvalidOption`. An error loses what was collected; walk by pages to keep
   * it
   */
  async toArray(options: { readonly limit?: number | undefined } = {}): Promise<Row[]> {
    return await collectRows(this, options, this.#options.limit !== undefined);
  }

  async *#rows(stop: AbortController): AsyncGenerator<readonly Row[], void, undefined> {
    let left = this.#options.limit ?? Number.POSITIVE_INFINITY;
    for await (const { rows } of this.#walk(stop)) {
      yield rows.length <= left ? rows : rows.slice(0, left);
      left -= rows.length;
    }
  }

  async *#walk(stop: AbortController): AsyncGenerator<NumberedPage<P>, void, undefined> {
    const { from, limit = Number.POSITIVE_INFINITY, maxPages = Number.POSITIVE_INFINITY, prefetch } = this.#options;
    const seen = new Set<string>(from === undefined ? [] : [from]);
    const guard = this.#isByOffset ? new RepeatedPageGuard() : undefined;
    let cursor = from;
    let pagesFetched = 0;
    let rowsFetched = 0;
    let emptyPages = 0;
    let ahead: Promise<P> | undefined;
    const position = (): PagerPosition => ({ cursor, pagesFetched, rowsFetched });
    for (;;) {
      const page = await (ahead ?? this.#get(cursor, stop)).catch((cause: unknown) => {
        throw pageFailed(cause, position());
      });
      if (guard?.isRepeated(page.rows)) throw repeatedPage(page.rows.length, position());
      const isLast = page.cursor === undefined || rowsFetched + page.rows.length >= limit;
      if (!isLast) guard?.remember(page.rows);
      const goesOn = !isLast && !seen.has(page.cursor) && pagesFetched + 1 < maxPages;
      ahead = goesOn && prefetch === 1 ? this.#get(page.cursor, stop) : undefined;
      ahead?.catch(() => {});
      yield numbered(page, pagesFetched);
      pagesFetched++;
      rowsFetched += page.rows.length;
      emptyPages = page.rows.length === 0 ? emptyPages + 1 : 0;
      if (isLast) return;
      cursor = page.cursor;
      if (seen.has(cursor)) throw repeatedCursor(cursor, position());
      const mostPages = Math.min(maxPages, pagesFetched + maxEmptyPages - emptyPages);
      if (pagesFetched >= mostPages) throw tooManyPages(mostPages, position());
      seen.add(cursor);
    }
  }

  /** Fetches a page. `stop` or the signal of the options aborts it. */
  async #get(cursor: string | undefined, stop: AbortController): Promise<P> {
    const { signal } = this.#options;
    if (signal?.aborted) stop.abort(signal.reason);
    const release = onAbort(signal, () => stop.abort(signal?.reason));
    try {
      return await this.#fetch({ cursor, signal: stop.signal });
    } finally {
      release();
    }
  }
}

async function* oneByOne<T>(items: AsyncIterable<T>): AsyncGenerator<readonly T[], void, undefined> {
  for await (const item of items) yield [item];
}

/** Avoids the spread, which takes Node 20 more than ten times as long. */
function numbered<P extends object>(page: P, index: number): NumberedPage<P> {
  return Object.assign({}, page, { index });
}
