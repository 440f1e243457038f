import { isOpendError, type OpendError } from "@opend/core";
import { abortedError, onAbort } from "@opend/core/internal";
import { fanOutFailed, reasonOf } from "../errors/fan-out-failed.js";
import type { FanOutPlace, FanOutPosition, SkippedWalk } from "../errors/fan-out-place.js";
import { isUsageError } from "../errors/page-errors.js";
import type { Page } from "../pages/pager.js";
import type { FanOutHost } from "./fan-out-host.js";
import type { FanOutSettings } from "./fan-out-options.js";
import { type FanOutPage, FanOutWalk, type ResumeFrom, type WalkStart } from "./fan-out-walk.js";
import { readSource, type SourceReader } from "./source-reader.js";

/** The walks to make: all of them, or a way to read them one by one. */
export type WalkStarts<Row, P extends Page<Row>, Place extends FanOutPlace> =
  | readonly WalkStart<Row, P, Place>[]
  | (() => SourceReader<WalkStart<Row, P, Place>>);

/** The next page in turn, and how many of its rows count. */
export interface Turn<P, Place extends FanOutPlace> {
  readonly page: FanOutPage<P, Place>;
  readonly rowsLeft: number;
}

/** One loop over many walks. */
export class FanOutLoop<Row, P extends Page<Row>, Place extends FanOutPlace> {
  readonly #settings: FanOutSettings<Place>;
  readonly #host: FanOutHost;
  readonly #list: readonly WalkStart<Row, P, Place>[];
  readonly #source: SourceReader<WalkStart<Row, P, Place>>;
  /** The first one has the next turn. */
  readonly #walks: FanOutWalk<Row, P, Place>[] = [];
  readonly #skipped: SkippedRecord<Place>[] = [];
  readonly #total: number | undefined;
  #begun = 0;
  #done = 0;
  #pages = 0;
  #rows = 0;
  #wake = () => {};

  constructor(starts: WalkStarts<Row, P, Place>, settings: FanOutSettings<Place>, host: FanOutHost) {
    this.#settings = settings;
    this.#host = host;
    this.#total = typeof starts === "function" ? undefined : starts.length;
    this.#list = typeof starts === "function" ? [] : starts;
    this.#source = typeof starts === "function" ? starts() : readSource(starts, (start) => start);
  }

  /** The walks that were skipped so far. */
  get skipped(): readonly SkippedWalk<Place>[] {
    return this.#skipped.map(toSkipped);
  }

  /** What is left: the walks that have not reached their end, then those of a list that have not begun. */
  get rest(): readonly FanOutPosition<Place>[] {
    return restOf(this.#left, this.#settings.each);
  }

  /** Yields pages in turn. Ends early when `stop` fires. */
  async *turns({ signal: stop }: AbortController): AsyncGenerator<Turn<P, Place>, void, undefined> {
    const { signal } = this.#settings.each;
    const release = onAbort(signal, () => this.#wake());
    onAbort(stop, () => this.#wake());
    try {
      void this.#fill();
      while (!stop.aborted) {
        const [walk] = this.#walks;
        if (walk === undefined && this.#source.isOver) {
          if (this.#source.failure) throw this.#source.failure.error;
          return;
        }
        if (walk === undefined && signal?.aborted) throw this.#failed(abortedError(signal), undefined);
        if (walk?.answer === undefined) {
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
          continue;
        }
        this.#walks.shift();
        if ("error" in walk.answer) {
          this.#leaveOut(walk, walk.answer.error);
          void this.#fill();
          continue;
        }
        const turn = walk.take(walk.answer.page);
        if (!walk.isOver) this.#enqueue(walk);
        void this.#fill();
        this.#pages++;
        this.#rows += Math.min(turn.page.rows.length, turn.rowsLeft);
        if (walk.isOver) this.#done++;
        this.#tellProgress();
        yield turn;
      }
    } finally {
      release();
      this.#source.close();
      for (const walk of this.#walks) walk.close();
    }
  }

  async #fill(): Promise<void> {
    if (this.#source.isOver || this.#walks.length >= this.#settings.concurrency) return;
    await this.#source.take((start) => {
      this.#begin(start);
      void this.#fill();
    });
    this.#wake();
  }

  #begin(start: WalkStart<Row, P, Place>): void {
    const { each, skips } = this.#settings;
    try {
      const walk = new FanOutWalk(start, each);
      this.#begun++;
      this.#enqueue(walk);
    } catch (error) {
      if (!skips || !isUsageError(error)) throw error;
      this.#begun++;
      this.#skip(start, error);
    }
  }

  #enqueue(walk: FanOutWalk<Row, P, Place>): void {
    this.#walks.push(walk);
    void walk.ask(() => this.#wake());
  }

  /** Continues without a walk that failed, or throws. */
  #leaveOut(walk: FanOutWalk<Row, P, Place>, error: unknown): void {
    const reason = reasonOf(error);
    if (this.#settings.skips && isOpendError(reason) && this.#canGoOn(reason)) {
      this.#skip(walk, reason);
      return;
    }
    this.#walks.unshift(walk);
    throw isUsageError(error) ? error : this.#failed(error, walk);
  }

  /** Whether an error concerns one walk, and not all of them. */
  #canGoOn(reason: OpendError): boolean {
    if (isUsageError(reason) || isOpendError(reason, "Aborted", "SessionClosed", "LimiterFailed")) return false;
    return !this.#settings.each.signal?.aborted && this.#host.state.status !== "closed";
  }

  #skip({ place, cursor, limit = this.#settings.each.limit }: PlaceRecord<Place>, error: OpendError): void {
    const skipped = { place, cursor, limit, error };
    this.#skipped.push(skipped);
    this.#host.callback("onSkip", this.#settings.onSkip, toSkipped(skipped));
    this.#tellProgress();
  }

  #tellProgress(): void {
    this.#host.callback("onProgress", this.#settings.onProgress, {
      total: this.#total,
      begun: this.#begun,
      done: this.#done,
      skipped: this.#skipped.length,
      pages: this.#pages,
      rows: this.#rows,
    });
  }

  #failed(error: unknown, walk: FanOutWalk<Row, P, Place> | undefined): OpendError {
    const failed = walk && toPosition<FanOutPlace>(walk);
    const resume = restOf<FanOutPlace>(this.#left, this.#settings.each);
    const skipped = this.#skipped.map((each) => toSkipped<FanOutPlace>(each));
    return fanOutFailed(error, { failed, resume, skipped, begun: this.#begun });
  }

  get #left(): readonly PlaceRecord<Place>[] {
    return [...this.#walks, ...this.#list.slice(this.#begun)];
  }
}

interface PlaceRecord<Place extends FanOutPlace> extends ResumeFrom {
  readonly place: Place;
}

interface SkippedRecord<Place extends FanOutPlace> extends PlaceRecord<Place> {
  readonly error: OpendError;
}

function toPosition<Place extends FanOutPlace>({ place, cursor, limit }: PlaceRecord<Place>): FanOutPosition<Place> {
  return { ...place, cursor, ...(limit !== undefined && Number.isFinite(limit) && { limit }) };
}

function toSkipped<Place extends FanOutPlace>({ error, ...record }: SkippedRecord<Place>): SkippedWalk<Place> {
  return { ...toPosition(record), error };
}

/**
 * Returns the positions of walks.
 *
 * @param each what holds for those that have no limit of their own
 */
export function restOf<Place extends FanOutPlace>(
  walks: readonly PlaceRecord<Place>[],
  each: Pick<ResumeFrom, "limit">,
): readonly FanOutPosition<Place>[] {
  return walks.map(({ place, cursor, limit = each.limit }) => toPosition({ place, cursor, limit }));
}
