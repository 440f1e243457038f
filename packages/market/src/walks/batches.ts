import { type Client, isOpendError, type OpendError, type QueryOptions, security } from "@opend/core";
import { checkOptions, checkSignal, checkTimeout, createError, telemetryOf } from "@opend/core/internal";
import { collectRows } from "@opend/pager/internal";

/** How to ask about many securities, many in a request. */
export interface BatchOptions {
  /** Securities per request. Default: the most that the protocol takes. Some quote rights allow fewer. */
  readonly pageSize?: number | undefined;
  /**
   * What to do when the gateway refuses a security. `"throw"` (default) ends the walk with the gateway's error, which names
   * the security. `"skip"` goes on with the others; `skipped` lists it.
   */
  readonly onFailure?: "throw" | "skip" | undefined;
  /** Called with each security that is skipped. Errors that it throws are logged. */
  readonly onSkip?: ((skipped: SkippedCode) => void) | undefined;
  /** Longest time from sending each request to its reply, in milliseconds. Default: the `timeoutMs` of `connect`. */
  readonly timeoutMs?: number | undefined;
  /** Aborts: the walk throws `Aborted`. `rest` has what is left. */
  readonly signal?: AbortSignal | undefined;
}

/** A security that the gateway refused. */
export interface SkippedCode {
  readonly code: string;
  /** Always undefined: there is nothing to resume at. */
  readonly cursor: undefined;
  readonly error: OpendError;
}

/** The rows of one request. */
export interface BatchPage<Row> {
  /** The securities that the rows are about. */
  readonly codes: readonly string[];
  readonly rows: readonly Row[];
}

const optionNames: readonly (keyof BatchOptions)[] = ["pageSize", "onFailure", "onSkip", "timeoutMs", "signal"];

/** Asks about the securities of one request. */
type Ask<Row> = (codes: readonly string[], options: QueryOptions) => Promise<readonly Row[]>;

/**
 * Rows of any number of securities, many in a request: `for await (const row of batches)`. Each loop begins anew; `skipped`
 * and `rest` describe the latest one.
 */
export class Batches<Row> implements AsyncIterable<Row> {
  readonly #client: Client;
  readonly #codes: readonly string[];
  readonly #ask: Ask<Row>;
  readonly #options: BatchOptions;
  readonly #size: number;
  #skipped: SkippedCode[] = [];
  #rest: readonly string[];

  /** @throws `InvalidCode`, `InvalidOption` */
  constructor(
    client: Client,
    codes: string | readonly string[],
    most: number,
    ask: Ask<Row>,
    options: BatchOptions = {},
  ) {
    this.#codes = typeof codes === "string" ? [codes] : checkCodes(codes);
    for (const code of this.#codes) security(code);
    this.#size = checkBatchOptions(options, most);
    this.#client = client;
    this.#ask = ask;
    this.#options = options;
    this.#rest = this.#codes;
  }

  /** The securities that the latest loop has skipped. */
  get skipped(): readonly SkippedCode[] {
    return this.#skipped;
  }

  /** The securities that the latest loop has not delivered, without skipped ones. Pass them to the same call to continue. */
  get rest(): readonly string[] {
    return this.#rest;
  }

  /** Iterates row by row. @throws the errors of requests; `GatewayError` that names the security that is refused */
  async *[Symbol.asyncIterator](): AsyncGenerator<Row, void, undefined> {
    for await (const { rows } of this.pages()) yield* rows;
  }

  /** Iterates request by request. Throws the same errors as iterating by rows. */
  async *pages(): AsyncGenerator<BatchPage<Row>, void, undefined> {
    this.#skipped = [];
    this.#rest = this.#codes;
    for (let start = 0; start < this.#codes.length; start += this.#size) {
      const codes = this.#codes.slice(start, start + this.#size);
      for await (const page of this.#halves(codes)) {
        this.#rest = this.#rest.filter((code) => !page.codes.includes(code));
        if (page.rows.length > 0) yield page;
      }
    }
  }

  /** Collects rows into an array. @param options `limit`: the most rows, `Infinity` for all */
  async toArray(options: { readonly limit?: number | undefined } = {}): Promise<Row[]> {
    return await collectRows(this, { limit: Number.POSITIVE_INFINITY, ...options }, false);
  }

  /** Asks about securities. When the gateway refuses, asks about each half, until it is known which one it refuses. */
  async *#halves(codes: readonly string[]): AsyncGenerator<BatchPage<Row>, void, undefined> {
    const { timeoutMs, signal } = this.#options;
    try {
      const rows = await this.#ask(codes, { timeoutMs, signal });
      yield { codes, rows };
      return;
    } catch (error) {
      if (!isOpendError(error, "GatewayError") || error.retryable) throw error;
      const [code = ""] = codes;
      if (codes.length === 1 && this.#options.onFailure !== "skip") throw refused(code, error);
      if (codes.length === 1) {
        this.#skip(code, error);
        yield { codes, rows: [] };
        return;
      }
    }
    const middle = Math.ceil(codes.length / 2);
    yield* this.#halves(codes.slice(0, middle));
    yield* this.#halves(codes.slice(middle));
  }

  #skip(code: string, error: OpendError): void {
    const skipped = { code, cursor: undefined, error };
    this.#skipped.push(skipped);
    telemetryOf(this.#client).callback("onSkip", this.#options.onSkip, skipped);
  }
}

function refused(code: string, error: OpendError): OpendError {
  return Object.assign(error, { message: `${code}: ${error.message}` });
}

function checkCodes(codes: readonly string[]): readonly string[] {
  if (!Array.isArray(codes)) {
    throw createError("InvalidCode", "give a security code such as HK.00700, or an array of them", {
      input: String(codes),
    });
  }
  if (codes.length === 0) {
    throw createError("InvalidOption", "the list of codes is empty: give at least one, such as HK.00700", {
      option: "codes",
    });
  }
  return [...new Set(codes)];
}

/** Returns how many securities to ask about at once. */
function checkBatchOptions(options: BatchOptions, most: number): number {
  checkOptions("a walk over batches", options, optionNames);
  const { pageSize = most, onFailure, timeoutMs, signal } = options;
  checkTimeout("timeoutMs", timeoutMs);
  checkSignal(signal);
  if (onFailure !== undefined && onFailure !== "throw" && onFailure !== "skip") {
    throw createError("InvalidOption", `onFailure is "throw" or "skip", not ${String(onFailure)}`, {
      option: "onFailure",
    });
  }
  if (Number.isInteger(pageSize) && pageSize >= 1 && pageSize <= most) return pageSize;
  throw createError("InvalidOption", `pageSize is a whole number from 1 to ${most}, not ${String(pageSize)}`, {
    option: "pageSize",
  });
}
