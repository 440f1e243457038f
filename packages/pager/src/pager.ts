import { onAbort } from "@opend/core/internal";
import { collectRows } from "./collect-rows.js";
import { iterateBatches } from "./iterate-batches.js";
import { pageFailed, repeatedCursor, repeatedPage, tooManyPages } from "./pager-errors.js";
import { checkPagerOptions, type PageRules, type PagerOptions } from "./pager-options.js";
import type { PagerPosition } from "./pager-position.js";
import { RepeatedPageGuard } from "./repeated-page-guard.js";

/** One page. */
export interface Page<Row> {
  /** The rows, in the gateway's order. */
  readonly rows: readonly Row[];
  /** Resumes *after* this page: pass it as `from`. A text that is safe to store. Undefined on the last page. */
  readonly cursor: string | undefined;
}

/** A page and its index in a walk. */
export type NumberedPage<P> = P & {
  /** 0 for the first page of this walk. */
  readonly index: number;
};

/** A pager's request for a page. */
export interface PageRequest {
  /** Undefined for the first page. */
  readonly cursor: string | undefined;
  /** Fires when the page is no longer needed. */
  readonly signal: AbortSignal | undefined;
}

/** After this many empty pages in a row, a gateway counts as stuck. */
const maxEmptyPages = 100;

/**
 * All rows of a paged reply, fetched as they are needed: `for await (const row of pager)`. Each loop is a new walk from
 * the beginning (or from `from`). Leaving the loop stops the walk: it aborts the request in flight and fetches no
 * further pages.
 */
export class Pager<Row, P extends Page<Row> = Page<Row>> implements AsyncIterable<Row> {
  readonly #fetch: (request: PageRequest) => Promise<P & Page<Row>>;
  readonly #isByOffset: boolean;
  readonly #options: PagerOptions;

  /**
   * @param fetch fetches one page
   * @param rules the rules that the options are checked against
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
   * @param options `limit`: maximum number of rows, `Infinity` for all. Required unless the pager has a `limit` of its
   * own, so that no program loads everything by accident. With both, the smaller one counts
   * @throws the same errors as iterating by rows, and `InvalidOption`. The rows collected so far are then lost; iterate
   * by pages to keep them
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

  /** Fetches a page, unless `stop` or the signal of the options fires first. */
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

/** Avoids spreading, which takes more than ten times as long on Node 20. */
function numbered<P extends object>(page: P, index: number): NumberedPage<P> {
  return Object.assign({}, page, { index });
}
