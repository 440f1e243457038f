import { createError, type FanOutPosition, isOpendError, type OpendErrorOf } from "@opend/core";
import type { NumberedPage, Page, Pager } from "./pager.js";
import type { PagerOptions } from "./pager-options.js";
import { SecurityWalk } from "./security-walk.js";
import { SourceReader } from "./source-reader.js";

/** A security to walk: its code, or its code and the cursor to resume from. */
export type SecurityStart<Code extends string = string> =
  | Code
  | { readonly code: Code; readonly cursor?: string | undefined };

/** The securities to walk. An array is checked as a whole before anything is sent; others are read as they are needed. */
export type SecurityStarts<Code extends string = string> =
  // Not a text, which is an iterable too: of its letters.
  (Iterable<SecurityStart<Code>> & object) | AsyncIterable<SecurityStart<Code>>;

/** What to fetch of each security, and how. `limit` and `maxPages` hold for each security. */
export interface FanOutOptions extends Omit<PagerOptions, "from" | "prefetch"> {
  /** Securities that are walked at the same time. Each holds one page at the most. Default: 4. */
  readonly concurrency?: number | undefined;
}

/** A page, its place in the walk of its security, and that security. */
export type SecurityPage<P, Code extends string = string> = NumberedPage<P> & { readonly code: Code };

const defaultConcurrency = 4;

/**
 * All rows of many securities, fetched as they are wanted: `for await (const row of fanOut)`. A few securities are walked
 * at a time and give a page each in turn, so none waits for another to end. Leaving the loop stops all of them.
 */
export class FanOut<Row, P extends Page<Row> = Page<Row>, Code extends string = string> implements AsyncIterable<Row> {
  readonly #start: (code: Code, options: PagerOptions) => Pager<Row, P>;
  readonly #securities: SecurityStarts<Code>;
  readonly #options: FanOutOptions;

  /**
   * @param start gives the pages of one security
   * @throws `InvalidOption` (also for a security that stands twice in an array), and what `start` throws for a security
   * of an array
   */
  constructor(
    start: (code: Code, options: PagerOptions) => Pager<Row, P>,
    securities: SecurityStarts<Code>,
    options: FanOutOptions = {},
  ) {
    checkConcurrency(options.concurrency ?? defaultConcurrency);
    this.#start = start;
    this.#options = options;
    this.#securities = Array.isArray(securities) ? [...securities] : securities;
    if (!Array.isArray(securities)) return;
    const open = this.#opener(undefined);
    for (const security of securities) open(security);
  }

  /**
   * Walks row by row: a page of one security, then a page of the next.
   *
   * @throws `FanOutFailed` with the cursors of all walks that were not at their end, and the reason as `cause`. What an
   * iterable of securities throws, and what is wrong with one that it gives, is thrown when the walks before it are done
   */
  async *[Symbol.asyncIterator](): AsyncGenerator<Row, void, undefined> {
    for await (const { page, rowsLeft } of this.#turns()) {
      for (const [index, row] of page.rows.entries()) {
        if (index >= rowsLeft) break;
        yield row;
      }
    }
  }

  /** Walks page by page, in the order of the rows. Each page has the `code` of its security. Throws what walking by rows throws. */
  async *pages(): AsyncGenerator<SecurityPage<P, Code>, void, undefined> {
    for await (const { page } of this.#turns()) yield page;
  }

  async *#turns(): AsyncGenerator<
    { readonly page: SecurityPage<P, Code>; readonly rowsLeft: number },
    void,
    undefined
  > {
    const { concurrency = defaultConcurrency, signal } = this.#options;
    const stop = new AbortController();
    const open = this.#opener(signal ? AbortSignal.any([stop.signal, signal]) : stop.signal);
    const source = new SourceReader(this.#securities);
    // The one whose turn it is comes first.
    const walks: SecurityWalk<Row, P, Code>[] = [];
    let securitiesTaken = 0;
    let wake = () => {};

    const fill = async () => {
      if (source.isOver || walks.length >= concurrency) return;
      await source.take((security) => {
        const walk = open(security);
        securitiesTaken++;
        enqueue(walk);
        void fill();
      });
      wake();
    };
    const enqueue = (walk: SecurityWalk<Row, P, Code>) => {
      walks.push(walk);
      void walk.ask(() => wake());
    };

    try {
      void fill();
      for (;;) {
        const [walk] = walks;
        if (walk === undefined && source.isOver) {
          if (source.failure) throw source.failure.error;
          return;
        }
        if (walk?.answer === undefined) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
          continue;
        }
        if ("error" in walk.answer) throw fanOutFailed(walk.answer.error, walk, walks, securitiesTaken);
        walks.shift();
        const turn = walk.take(walk.answer.page);
        if (!walk.isOver) enqueue(walk);
        void fill();
        yield turn;
      }
    } finally {
      stop.abort();
      source.close();
      for (const walk of walks) walk.close();
    }
  }

  /** Starts the walks of one loop, each security once. */
  #opener(signal: AbortSignal | undefined): (security: SecurityStart<Code>) => SecurityWalk<Row, P, Code> {
    const { concurrency: _, ...options } = this.#options;
    const seen = new Set<string>();
    return (security) => {
      const { code, cursor } = typeof security === "string" ? { code: security, cursor: undefined } : security;
      if (seen.has(code)) {
        throw createError("InvalidOption", `the security ${code} stands twice among those to walk`, {
          option: "codes",
        });
      }
      const pager = this.#start(code, { ...options, from: cursor, signal });
      seen.add(code);
      return new SecurityWalk(code, cursor, pager, options.limit);
    };
  }
}

function checkConcurrency(concurrency: number): void {
  if (Number.isSafeInteger(concurrency) && concurrency >= 1) return;
  const message = `concurrency is a whole number of at least 1, not ${concurrency}`;
  throw createError("InvalidOption", message, { option: "concurrency" });
}

function fanOutFailed(
  error: unknown,
  { code, cursor }: FanOutPosition,
  walks: readonly FanOutPosition[],
  securitiesTaken: number,
): OpendErrorOf<"FanOutFailed"> {
  const resume = walks.map((walk) => ({ code: walk.code, cursor: walk.cursor }));
  // The error of the walk says no more than its position, which stands here too.
  const cause = isOpendError(error, "PageFailed") && error.cause !== undefined ? error.cause : error;
  const reason = cause instanceof Error ? cause.message : String(cause);
  const retryable = isOpendError(error) && error.retryable;
  const details = { security: code, cursor, resume, securitiesTaken };
  return createError("FanOutFailed", `${code}: ${reason}`, details, { cause, retryable });
}
