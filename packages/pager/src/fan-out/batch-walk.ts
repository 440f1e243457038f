import { isOpendError, type OpendError, type QueryOptions } from "@opend/core";
import { linkSignals } from "@opend/core/internal";
import { isUnknownRefusal } from "../errors/concern.js";
import type { SecurityPlace } from "../errors/fan-out-place.js";
import { createPagerError, type PagerErrorOf } from "../errors/pager-error.js";
import { BatchHunt } from "./batch-hunt.js";
import type { EachOptions, LeftOut, PlaceRecord, Turn, Walk } from "./walk.js";

/** The rows of one request about many securities. */
export interface BatchPage<Row, Code extends string = string> {
  /** The securities that the rows are about. */
  readonly codes: readonly Code[];
  readonly rows: readonly Row[];
  /** Always undefined: nothing comes after. */
  readonly cursor: undefined;
}

/** What every row of a batch has. */
export interface RowOfSecurity {
  readonly code: string;
}

/** Asks about the securities of one request. */
export type AskBatch<Row> = (codes: readonly string[], how: QueryOptions) => Promise<readonly Row[]>;

/**
 * A walk over securities that fit one request. The gateway accepts such a request as a whole or not at all, so the walk
 * asks again until it knows which of them the gateway refuses.
 */
export class BatchWalk<Row extends RowOfSecurity, Code extends string>
  implements Walk<BatchPage<Row, Code>, SecurityPlace<Code>>
{
  readonly isInTurn = false;
  readonly #records: ReadonlyMap<Code, PlaceRecord<SecurityPlace<Code>>>;
  readonly #ask: AskBatch<Row>;
  readonly #each: EachOptions;
  readonly #hunt: BatchHunt<Code>;
  readonly #stop = new AbortController();
  #answer: { readonly page: BatchPage<Row, Code> } | { readonly error: unknown } | undefined;

  /** @param skips whether the walk continues without a security that is refused */
  constructor(
    records: readonly PlaceRecord<SecurityPlace<Code>>[],
    ask: AskBatch<Row>,
    each: EachOptions,
    skips: boolean,
  ) {
    this.#records = new Map(records.map((record) => [record.place.code, record]));
    this.#ask = ask;
    this.#each = each;
    this.#hunt = new BatchHunt([...this.#records.keys()], skips);
  }

  get left(): readonly PlaceRecord<SecurityPlace<Code>>[] {
    return this.#hunt.left.map((code) => this.#recordOf(code));
  }

  get answer() {
    return this.#answer && "page" in this.#answer ? "page" : this.#answer;
  }

  async ask(onAnswer: () => void): Promise<void> {
    this.#answer = undefined;
    const { signal, timeoutMs } = this.#each;
    const linked = linkSignals(signal, this.#stop.signal);
    const codes = this.#hunt.next;
    try {
      const rows = await this.#ask(codes, { timeoutMs, signal: linked.signal });
      this.#answer = { page: { codes, rows, cursor: undefined } };
    } catch (error) {
      this.#answer = { error };
    } finally {
      linked.release();
    }
    onAnswer();
  }

  take(): Turn<BatchPage<Row, Code>, SecurityPlace<Code>> {
    if (!this.#answer || "error" in this.#answer) throw new Error("there is no page to take");
    const { page } = this.#answer;
    const leftOut = this.#toLeftOut(this.#hunt.accept());
    const unanswered = this.#toLeftOut(notAnswered(page));
    const done = page.codes.length - unanswered.length;
    return { page, rowsLeft: Number.POSITIVE_INFINITY, done, leftOut, unanswered };
  }

  refuse(reason: OpendError): readonly LeftOut<SecurityPlace<Code>>[] | undefined {
    const refused = this.#refused(reason);
    return refused && this.#toLeftOut(refused);
  }

  giveUp(errorOf: (place: SecurityPlace<Code>) => OpendError | undefined): readonly LeftOut<SecurityPlace<Code>>[] {
    return this.#toLeftOut(this.#hunt.giveUp((code) => errorOf({ code })));
  }

  close(): void {
    this.#stop.abort();
  }

  #refused(reason: OpendError): ReadonlyMap<Code, OpendError> | undefined {
    if (isOpendError(reason, "NoQuoteRight")) return this.#hunt.refuseRight(reason, reason.securityCode);
    if (isOpendError(reason, "UnknownSecurity"))
      return this.#hunt.refuseOne(reason, reason.securityCode, reason.retMsg);
    if (isUnknownRefusal(reason) && isOpendError(reason, "GatewayError"))
      return this.#hunt.suspect(reason, reason.retMsg);
    return this.#hunt.refuseOne(reason, undefined);
  }

  #toLeftOut(refused: ReadonlyMap<Code, OpendError>): readonly LeftOut<SecurityPlace<Code>>[] {
    return [...refused].map(([code, error]) => ({ ...this.#recordOf(code), error }));
  }

  #recordOf(code: Code): PlaceRecord<SecurityPlace<Code>> {
    return this.#records.get(code) ?? { place: { code } };
  }
}

/**
 * The securities that a reply should have rows of, and has not. As many rows as securities are enough: a gateway may name
 * the contract that a main contract stands for.
 */
function notAnswered<Code extends string>({
  codes,
  rows,
}: BatchPage<RowOfSecurity, Code>): ReadonlyMap<Code, PagerErrorOf<"NotAnswered">> {
  const answered = new Set(rows.map(({ code }) => code));
  if (answered.size >= codes.length) return new Map();
  const missing = codes.filter((code) => !answered.has(code));
  return new Map(missing.map((code) => [code, notAnsweredError(code)]));
}

function notAnsweredError(code: string): PagerErrorOf<"NotAnswered"> {
  const message = `${code}: the gateway's reply has no row of it, and does not say why`;
  return createPagerError("NotAnswered", message, { securityCode: code });
}
