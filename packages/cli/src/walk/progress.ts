import type { Screen } from "../base/screen.js";

const redrawMs = 250;

/** Shorter waits are not worth a word. */
const noticeableMs = 1000;

/** Without a terminal, the progress is told this often. */
const tellEveryMs = 30_000;

/** What is counted. */
interface Totals {
  readonly codes: number;
  readonly rateLimit: { readonly requests: number; readonly perSeconds: number } | undefined;
  /** Counts the requests that were sent. */
  readonly requests: () => number;
}

/** Tells how far a walk is: codes, pages, rows, requests, what it waits for, and the time that the limit leaves. */
export class Progress {
  readonly #screen: Screen;
  readonly #totals: Totals;
  readonly #now: () => number;
  readonly #beganMs: number;
  readonly #pagesOf = new Map<string, number>();
  #toldMs: number;
  #drawnMs = Number.NEGATIVE_INFINITY;
  #done = 0;
  #pagesOfDone = 0;
  #pages = 0;
  #rows = 0;
  #waitsUntilMs = 0;
  #redraw: NodeJS.Timeout | undefined;
  #state = "";
  #isOver = false;

  constructor(screen: Screen, totals: Totals, now: () => number = () => performance.now()) {
    this.#screen = screen;
    this.#totals = totals;
    this.#now = now;
    this.#beganMs = now();
    this.#toldMs = this.#beganMs;
  }

  /** The number of rows so far. */
  get rows(): number {
    return this.#rows;
  }

  /** Draws the status line, again and again: what it waits for gets shorter. */
  begin(): void {
    this.#redraw = setInterval(() => this.draw(), redrawMs);
    this.#redraw.unref();
  }

  /** Counts a page. */
  page(code: string, rows: number, isLast: boolean): void {
    this.#pages++;
    this.#rows += rows;
    const pages = (this.#pagesOf.get(code) ?? 0) + 1;
    this.#pagesOf.set(code, pages);
    if (isLast) {
      this.#done++;
      this.#pagesOfDone += pages;
      this.#pagesOf.delete(code);
    }
    this.#drawSoon();
  }

  /** Counts codes that were left out. */
  skip(codes: readonly string[]): void {
    this.#done += codes.length;
    for (const code of codes) this.#pagesOf.delete(code);
  }

  /** The next request waits for the frequency limit. */
  wait(waitMs: number): void {
    this.#waitsUntilMs = Math.max(this.#waitsUntilMs, this.#now() + waitMs);
    this.draw();
  }

  /** Says what else keeps the walk waiting, such as a lost connection. An empty text says that nothing does. */
  state(text: string): void {
    this.#state = text;
    this.draw();
  }

  /** A page may come every millisecond. A person reads four lines a second. */
  #drawSoon(): void {
    if (this.#now() - this.#drawnMs >= redrawMs) this.draw();
  }

  /** Draws the status line, or tells a line now and then if there is no terminal. */
  draw(): void {
    // A connection still tells its states while it closes.
    if (this.#isOver) return;
    this.#drawnMs = this.#now();
    if (this.#screen.isTerminal) this.#screen.status(this.text());
    else if (this.#now() - this.#toldMs >= tellEveryMs) this.#tell();
  }

  #tell(): void {
    this.#toldMs = this.#now();
    this.#screen.note(this.text());
  }

  /** Removes the status line for good. */
  end(): void {
    this.#isOver = true;
    clearInterval(this.#redraw);
    this.#screen.status("");
  }

  /** The status line. */
  text(): string {
    const { codes } = this.#totals;
    const waitMs = this.#waitsUntilMs - this.#now();
    const parts = [
      ...(codes > 1 ? [`${this.#done}/${codes} codes`] : []),
      count(this.#pages, "page"),
      count(this.#rows, "row"),
      count(this.#totals.requests(), "request"),
      ...(this.#state ? [this.#state] : []),
      ...(waitMs >= noticeableMs ? [`waits ${duration(waitMs)} for the frequency limit`] : []),
      ...this.#timeLeft(),
    ];
    return parts.join(" · ");
  }

  /** How long a walk took, and what it fetched. */
  summary(): string {
    const { codes } = this.#totals;
    const of = codes > 1 ? ` of ${codes} codes` : "";
    const requests = this.#totals.requests();
    const sent = requests > 0 ? `, ${count(requests, "request")}` : "";
    return `${count(this.#rows, "row")}${of} in ${count(this.#pages, "page")}${sent}, ${duration(this.#now() - this.#beganMs)}`;
  }

  /** At least this long, as the limit allows: known once a code is done, which tells how many pages there are. */
  #timeLeft(): string[] {
    const { codes, rateLimit } = this.#totals;
    const left = codes - this.#done;
    if (rateLimit === undefined || this.#done === 0 || left <= 0) return [];
    const each = this.#pagesOfDone / this.#done;
    const begun = [...this.#pagesOf.values()].reduce((sum, pages) => sum + Math.min(pages, each), 0);
    const leftMs = ((left * each - begun) / rateLimit.requests) * rateLimit.perSeconds * 1000;
    return leftMs < 2000 ? [] : [`about ${duration(leftMs)} left`];
  }
}

/** A number of things for people: `1 page`, `1,200 rows`. */
export function count(value: number, word: string): string {
  return `${value.toLocaleString("en-US")} ${word}${value === 1 ? "" : "s"}`;
}

/** A duration for people: `0.4 s`, `12 s`, `7 min`, `1 h 5 min`. */
export function duration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 10) return `${Math.max(0, seconds).toFixed(1)} s`;
  if (seconds < 100) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 100 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
