import type { FanOutPlace } from "../errors/fan-out-place.js";
import type { NumberedPage, Page, Pager } from "../pages/pager.js";
import type { PagerOptions } from "../pages/pager-options.js";

/** The place from which one of many walks continues. */
export interface ResumeFrom {
  /** The cursor to start from. Default: the first page. */
  readonly cursor?: string | undefined;
  /** The most rows from there on. Default: the `limit` of the options, which is that of every walk. */
  readonly limit?: number | undefined;
}

/** A walk that has not begun. */
export interface WalkStart<Row, P extends Page<Row>, Place extends FanOutPlace> extends ResumeFrom {
  readonly place: Place;
  /** Creates its pager. Sends nothing, and throws what is wrong with the security or the request. */
  open(options: PagerOptions): Pager<Row, P>;
}

/** A page of one of many walks, with its `code`, or with its `request` and `requestIndex`. */
export type FanOutPage<P, Place extends FanOutPlace> = NumberedPage<P> & Place;

/** The options of every walk. */
type EachOptions = Omit<PagerOptions, "from">;

/** The options of one of many walks. */
export function optionsOf({ cursor, limit }: ResumeFrom, each: EachOptions): PagerOptions {
  return { ...each, from: cursor, limit: limit ?? each.limit };
}

/** One of many walks that has begun. It requests one page ahead, and the next only when that is taken. */
export class FanOutWalk<Row, P extends Page<Row>, Place extends FanOutPlace> {
  readonly place: Place;
  /** The requested page, or why there is none. Undefined until that is known. */
  answer: { readonly page: NumberedPage<P> } | { readonly error: unknown } | undefined;
  readonly #pages: AsyncGenerator<NumberedPage<P>, void, undefined>;
  #cursor: string | undefined;
  #rowsLeft: number;
  #isOver = false;

  /** @throws when the security or the request is invalid */
  constructor(start: WalkStart<Row, P, Place>, each: EachOptions) {
    const options = optionsOf(start, each);
    this.place = start.place;
    this.#cursor = start.cursor;
    this.#pages = start.open(options).pages();
    this.#rowsLeft = options.limit ?? Number.POSITIVE_INFINITY;
  }

  /** Fetches the page that was not taken yet. Undefined: the first. */
  get cursor(): string | undefined {
    return this.#cursor;
  }

  /** The most rows that it may still have. */
  get limit(): number {
    return this.#rowsLeft;
  }

  /** Whether the last page that was taken ended the walk. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Requests the next page, and reports when there is an answer. */
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

  /** Takes the requested page. From then on, the cursor is that of the next one. */
  take(page: NumberedPage<P>): { readonly page: FanOutPage<P, Place>; readonly rowsLeft: number } {
    const rowsLeft = this.#rowsLeft;
    this.#rowsLeft -= page.rows.length;
    this.#cursor = page.cursor;
    this.#isOver = page.cursor === undefined || this.#rowsLeft <= 0;
    if (this.#isOver) this.close();
    return { page: { ...page, ...this.place }, rowsLeft };
  }

  /** Ends the walk. It requests nothing more. */
  close(): void {
    void this.#pages.return();
  }
}
