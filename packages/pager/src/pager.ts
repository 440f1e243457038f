import { createError, isOpendError, type OpendError, type PagerPosition } from "@opend/core";
import { checkCount, checkPagerOptions, type PageRules, type PagerOptions } from "./pager-options.js";

/** One page. */
export interface Page<Row> {
  /** The rows, in the gateway's order. */
  readonly rows: readonly Row[];
  /** Resumes *after* this page: pass it as `from`. A text, safe to store. Undefined on the last page. */
  readonly cursor: string | undefined;
}

/** A page and its place in a walk. */
export type NumberedPage<P> = P & {
  /** 0 for the first page of this walk. */
  readonly index: number;
};

/** What a pager wants to know when it asks for a page. */
export interface PageRequest {
  /** Undefined for the first page. */
  readonly cursor: string | undefined;
  /** Whether the page comes after the first of this walk. */
  readonly isLaterPage: boolean;
  /** Fires when the page is not wanted any more. */
  readonly signal: AbortSignal | undefined;
}

/** Empty pages in a row after which a gateway is taken to be stuck. */
const maxEmptyPages = 100;

/**
 * All rows of a paged answer, fetched as they are wanted: `for await (const row of pager)`. Each loop is a walk of its
 * own, from the beginning (or from `from`). Leaving the loop stops it: no further page is asked for.
 */
export class Pager<Row, P extends Page<Row> = Page<Row>> implements AsyncIterable<Row> {
  readonly #fetch: (request: PageRequest) => Promise<P & Page<Row>>;
  readonly #options: PagerOptions;

  /**
   * @param fetch gets one page
   * @param rules what the options are checked against
   * @throws `InvalidPageSize`, `InvalidCursor`, `InvalidOption`
   */
  constructor(fetch: (request: PageRequest) => Promise<P & Page<Row>>, rules: PageRules, options: PagerOptions = {}) {
    checkPagerOptions(options, rules);
    this.#fetch = fetch;
    this.#options = options;
  }

  /**
   * Walks row by row.
   *
   * @throws `PageFailed` with the cursor to resume from and the reason as `cause`; `Aborted`, `RepeatedCursor`, `TooManyPages`
   */
  async *[Symbol.asyncIterator](): AsyncGenerator<Row, void, undefined> {
    let left = this.#options.limit ?? Number.POSITIVE_INFINITY;
    for await (const page of this.pages()) {
      for (const row of page.rows) {
        yield row;
        left--;
        if (left === 0) return;
      }
    }
  }

  /** Walks page by page. A page's `cursor` resumes after it. Throws what walking by rows throws. */
  async *pages(): AsyncGenerator<NumberedPage<P>, void, undefined> {
    const { from, limit = Number.POSITIVE_INFINITY, maxPages = Number.POSITIVE_INFINITY, prefetch = 0 } = this.#options;
    const seen = new Set<string>(from === undefined ? [] : [from]);
    // Ends a prefetch that nobody will read. Aborting takes its time, and most walks have nothing to abort.
    const walk = prefetch === 1 ? new AbortController() : undefined;
    let cursor = from;
    let pagesFetched = 0;
    let rowsFetched = 0;
    let emptyPages = 0;
    let ahead: Promise<P> | undefined;
    const position = (): PagerPosition => ({ cursor, pagesFetched, rowsFetched });
    try {
      for (;;) {
        const page = await (ahead ?? this.#get(cursor, pagesFetched > 0)).catch((cause: unknown) => {
          throw pageFailed(cause, position());
        });
        const isLast = page.cursor === undefined || rowsFetched + page.rows.length >= limit;
        const goesOn = !isLast && !seen.has(page.cursor) && pagesFetched + 1 < maxPages;
        ahead = goesOn && walk ? this.#get(page.cursor, true, walk.signal) : undefined;
        ahead?.catch(() => {});
        yield numbered(page, pagesFetched);
        pagesFetched++;
        rowsFetched += page.rows.length;
        emptyPages = page.rows.length === 0 ? emptyPages + 1 : 0;
        if (isLast) return;
        cursor = page.cursor;
        checkRepeated(seen, cursor, position());
        checkPageCount(Math.min(maxPages, pagesFetched + maxEmptyPages - emptyPages), position());
        seen.add(cursor);
      }
    } finally {
      walk?.abort();
    }
  }

  /** Fetches one page only: the first, or the one that `from` points to. Throws what walking by rows throws. */
  async page(): Promise<NumberedPage<P>> {
    const { from } = this.#options;
    try {
      return numbered(await this.#get(from, false), 0);
    } catch (cause) {
      throw pageFailed(cause, { cursor: from, pagesFetched: 0, rowsFetched: 0 });
    }
  }

  /**
   * Collects rows into an array.
   *
   * @param options `limit`: rows at the most. Required, so that nobody loads everything unawares; `Infinity` for all
   * @throws what walking by rows throws, and `InvalidOption`. What was collected until then is lost; walk by pages to keep it
   */
  async toArray({ limit }: { readonly limit: number }): Promise<Row[]> {
    checkCount("limit", limit);
    const rows: Row[] = [];
    for await (const row of this) {
      rows.push(row);
      if (rows.length === limit) break;
    }
    return rows;
  }

  #get(cursor: string | undefined, isLaterPage: boolean, walk?: AbortSignal): Promise<P> {
    const { signal } = this.#options;
    const either = walk && signal ? AbortSignal.any([walk, signal]) : (walk ?? signal);
    return this.#fetch({ cursor, isLaterPage, signal: either });
  }
}

/** Not by spreading, which takes Node 20 more than ten times as long. */
function numbered<P extends object>(page: P, index: number): NumberedPage<P> {
  return Object.assign({}, page, { index });
}

function checkRepeated(seen: ReadonlySet<string>, cursor: string, position: PagerPosition): void {
  if (!seen.has(cursor)) return;
  const message = `the gateway gave the cursor ${JSON.stringify(cursor)} a second time: paging would never end`;
  throw createError("RepeatedCursor", message, position);
}

function checkPageCount(maxPages: number, position: PagerPosition): void {
  if (position.pagesFetched < maxPages) return;
  throw createError("TooManyPages", `stopped after ${maxPages} pages with more to come`, { ...position, maxPages });
}

function pageFailed(cause: unknown, position: PagerPosition): OpendError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (isOpendError(cause, "Aborted")) {
    return createError("Aborted", cause.message, { cursor: position.cursor }, { cause: cause.cause });
  }
  const retryable = isOpendError(cause) && cause.retryable;
  const place =
    position.cursor === undefined ? "the first page" : `the page at cursor ${JSON.stringify(position.cursor)}`;
  return createError("PageFailed", `${place} could not be fetched: ${reason}`, position, { cause, retryable });
}
