import type { FanOutPlace } from "./fan-out-place.js";
import type { NumberedPage, Page, Pager } from "./pager.js";
import type { PagerOptions } from "./pager-options.js";

/** A walk that has not begun. */
export interface WalkStart<Row, P extends Page<Row>, Place extends FanOutPlace> {
  readonly place: Place;
  /** The cursor to start at. Undefined: the first page. */
  readonly cursor: string | undefined;
  /** Creates the pager of the walk. Sends nothing, and throws if the security or the request is invalid. */
  open(options: PagerOptions): Pager<Row, P>;
}

/** A page of one of many walks, with its `code`, or with its `request` and `requestIndex`. */
export type FanOutPage<P, Place extends FanOutPlace> = NumberedPage<P> & Place;

/** A walk that has begun. It fetches one page ahead, and no more until that page is taken. */
export class FanOutWalk<Row, P extends Page<Row>, Place extends FanOutPlace> {
  readonly place: Place;
  /** The fetched page, or the error; undefined until it is known. */
  answer: { readonly page: NumberedPage<P> } | { readonly error: unknown } | undefined;
  readonly #pages: AsyncGenerator<NumberedPage<P>, void, undefined>;
  #cursor: string | undefined;
  #rowsLeft: number;
  #isOver = false;

  /** @throws when the security or the request is invalid */
  constructor({ place, cursor, open }: WalkStart<Row, P, Place>, options: PagerOptions) {
    this.place = place;
    this.#cursor = cursor;
    this.#pages = open({ ...options, from: cursor }).pages();
    this.#rowsLeft = options.limit ?? Number.POSITIVE_INFINITY;
  }

  /** The cursor of the next page to take. Undefined: the first page. */
  get cursor(): string | undefined {
    return this.#cursor;
  }

  /** Whether the page taken last was the final one. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Fetches the next page, and calls back when there is an answer. */
  async ask(onAnswer: () => void): Promise<void> {
    this.answer = undefined;
    try {
      const { done, value } = await this.#pages.next();
      this.answer = done ? { error: new Error("the walk ended before its last page") } : { page: value };
    } catch (error) {
      this.answer = { error };
    }
    onAnswer();
  }

  /** Takes the fetched page. From then on, the cursor is that of the next one. */
  take(page: NumberedPage<P>): { readonly page: FanOutPage<P, Place>; readonly rowsLeft: number } {
    const rowsLeft = this.#rowsLeft;
    this.#rowsLeft -= page.rows.length;
    this.#cursor = page.cursor;
    this.#isOver = page.cursor === undefined || this.#rowsLeft <= 0;
    if (this.#isOver) this.close();
    return { page: { ...page, ...this.place }, rowsLeft };
  }

  /** Ends the walk. No more pages are fetched. */
  close(): void {
    void this.#pages.return();
  }
}
