import type { OpendError } from "@opend/core";
import type { FanOutPlace } from "../errors/fan-out-place.js";
import type { NumberedPage, Page, Pager } from "../pages/pager.js";
import type { PagerOptions } from "../pages/pager-options.js";
import {
  type EachOptions,
  type LeftOut,
  optionsOf,
  type PlaceRecord,
  type Turn,
  type Walk,
  type WalkStart,
} from "./walk.js";

/** A page of one of many walks, with its `code`, or with its `request` and `requestIndex`. */
export type FanOutPage<P, Place extends FanOutPlace> = NumberedPage<P> & Place;

/**
 * A walk over the pages of one security or request.
 *
 * @param open creates its pager. Sends nothing, and throws what is wrong with the security or the request
 */
export function pageWalk<Row, P extends Page<Row>, Place extends FanOutPlace>(
  record: PlaceRecord<Place>,
  open: (options: PagerOptions) => Pager<Row, P>,
): WalkStart<FanOutPage<P, Place>, Place> {
  return {
    places: [record],
    check: (each) => void open(optionsOf(record, each)),
    begin: (each) => new PageWalk(record, open, each),
  };
}

class PageWalk<Row, P extends Page<Row>, Place extends FanOutPlace> implements Walk<FanOutPage<P, Place>, Place> {
  readonly isInTurn = true;
  readonly #place: Place;
  readonly #pages: AsyncGenerator<NumberedPage<P>, void, undefined>;
  #answer: { readonly page: NumberedPage<P> } | { readonly error: unknown } | undefined;
  #cursor: string | undefined;
  #rowsLeft: number;
  #isOver = false;

  constructor(record: PlaceRecord<Place>, open: (options: PagerOptions) => Pager<Row, P>, each: EachOptions) {
    const options = optionsOf(record, each);
    this.#place = record.place;
    this.#cursor = record.cursor;
    this.#pages = open(options).pages();
    this.#rowsLeft = options.limit ?? Number.POSITIVE_INFINITY;
  }

  get left(): readonly PlaceRecord<Place>[] {
    return this.#isOver ? [] : [this.#record];
  }

  get answer() {
    return this.#answer && "page" in this.#answer ? "page" : this.#answer;
  }

  async ask(onAnswer: () => void): Promise<void> {
    this.#answer = undefined;
    try {
      const { done, value } = await this.#pages.next();
      this.#answer = done ? { error: new Error("the walk ended before its last page") } : { page: value };
    } catch (error) {
      this.#answer = { error };
    }
    onAnswer();
  }

  /** From then on, the cursor is that of the next page. */
  take(): Turn<FanOutPage<P, Place>, Place> {
    if (!this.#answer || "error" in this.#answer) throw new Error("there is no page to take");
    const { page } = this.#answer;
    const rowsLeft = this.#rowsLeft;
    this.#rowsLeft -= page.rows.length;
    this.#cursor = page.cursor;
    this.#isOver = page.cursor === undefined || this.#rowsLeft <= 0;
    if (this.#isOver) this.close();
    return { page: { ...page, ...this.#place }, rowsLeft, done: this.#isOver ? 1 : 0, leftOut: [], unanswered: [] };
  }

  refuse(error: OpendError): readonly LeftOut<Place>[] {
    this.#isOver = true;
    return [{ ...this.#record, error }];
  }

  /** One that has got pages has the right, and asks for the others. */
  giveUp(errorOf: (place: Place) => OpendError | undefined): readonly LeftOut<Place>[] {
    const hasBegun = this.#isOver || this.#cursor !== undefined;
    const error = hasBegun ? undefined : errorOf(this.#place);
    return error ? this.refuse(error) : [];
  }

  close(): void {
    void this.#pages.return();
  }

  get #record(): PlaceRecord<Place> {
    return { place: this.#place, cursor: this.#cursor, limit: this.#rowsLeft };
  }
}
