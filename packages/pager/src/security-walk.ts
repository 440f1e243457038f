import type { NumberedPage, Page, Pager } from "./pager.js";

/** The walk of one security among others: one page is asked for ahead, and no more before it is taken. */
export class SecurityWalk<Row, P extends Page<Row>, Code extends string> {
  readonly code: Code;
  /** The page that was asked for, or why there is none; undefined until it is known. */
  answer: { readonly page: NumberedPage<P> } | { readonly error: unknown } | undefined;
  readonly #pages: AsyncGenerator<NumberedPage<P>, void, undefined>;
  #cursor: string | undefined;
  #rowsLeft: number;
  #isOver = false;

  constructor(code: Code, cursor: string | undefined, pager: Pager<Row, P>, limit = Number.POSITIVE_INFINITY) {
    this.code = code;
    this.#cursor = cursor;
    this.#pages = pager.pages();
    this.#rowsLeft = limit;
  }

  /** Fetches the page that was not taken yet; undefined is the first. */
  get cursor(): string | undefined {
    return this.#cursor;
  }

  /** Whether the page taken last was the last of all. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Asks for the next page, and says when there is an answer. */
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

  /** Takes the page that was asked for: from here on, the cursor is that of the next one. */
  take(page: NumberedPage<P>): { readonly page: NumberedPage<P> & { readonly code: Code }; readonly rowsLeft: number } {
    const rowsLeft = this.#rowsLeft;
    this.#rowsLeft -= page.rows.length;
    this.#cursor = page.cursor;
    this.#isOver = page.cursor === undefined || this.#rowsLeft <= 0;
    if (this.#isOver) this.close();
    return { page: { ...page, code: this.code }, rowsLeft };
  }

  /** Ends the walk: nothing more is asked for. */
  close(): void {
    this.#pages.return().catch(() => {});
  }
}
