import { isOpendError, type OpendError } from "@opend/core";
import { abortedError, onAbort } from "@opend/core/internal";
import { type Concern, concernOf } from "../errors/concern.js";
import { fanOutFailed, reasonOf } from "../errors/fan-out-failed.js";
import type { FanOutPlace, FanOutPosition, SkippedWalk } from "../errors/fan-out-place.js";
import { isUsageError } from "../errors/page-errors.js";
import type { FanOutHost } from "./fan-out-host.js";
import type { FanOutSettings } from "./fan-out-options.js";
import { rightOfPlace } from "./right-of-place.js";
import { readSource, type SourceReader } from "./source-reader.js";
import type { EachOptions, LeftOut, PlaceRecord, Turn, Walk, WalkStart, WalkStarts } from "./walk.js";

/** One loop over many walks. */
export class FanOutLoop<Page extends { readonly rows: readonly unknown[] }, Place extends FanOutPlace> {
  readonly #settings: FanOutSettings<Place>;
  readonly #host: FanOutHost;
  readonly #list: readonly WalkStart<Page, Place>[];
  readonly #source: SourceReader<WalkStart<Page, Place>>;
  /** The first one has the next turn. */
  readonly #walks: Walk<Page, Place>[] = [];
  readonly #skipped: LeftOut<Place>[] = [];
  /** Where the walk of a page was before it, while rows of the page are left. */
  #reading: readonly PlaceRecord<Place>[] = [];
  /** What the gateway refused when that ends the loop. */
  #refused: readonly LeftOut<Place>[] = [];
  /** The rights that the account does not have, with the errors that said so. */
  readonly #missingRights = new Map<string, OpendError>();
  readonly #total: number | undefined;
  /** Walks of the list that have begun. */
  #opened = 0;
  #begun = 0;
  #done = 0;
  #pages = 0;
  #rows = 0;
  #wake = () => {};

  constructor(starts: WalkStarts<Page, Place>, settings: FanOutSettings<Place>, host: FanOutHost) {
    this.#settings = settings;
    this.#host = host;
    this.#list = typeof starts === "function" ? [] : starts;
    this.#total = typeof starts === "function" ? undefined : placesOf(starts).length;
    this.#source = typeof starts === "function" ? starts() : readSource(starts, (start) => start);
  }

  /** What was skipped so far. */
  get skipped(): readonly SkippedWalk<Place>[] {
    return this.#skipped.map((each) => toSkipped(each, this.#settings.each));
  }

  /** What is left: the walks that have not reached their end, then those of a list that have not begun. */
  get rest(): readonly FanOutPosition<Place>[] {
    return restOf(this.#left, this.#settings.each);
  }

  /** Says that the page that was yielded last is delivered. Until then, it is part of what is left. */
  delivered(): void {
    this.#reading = [];
  }

  /** Yields pages in turn. Ends early when `stop` fires. */
  async *turns({ signal: stop }: AbortController): AsyncGenerator<Turn<Page, Place>, void, undefined> {
    const { skips } = this.#settings;
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
        if (walk === undefined && signal?.aborted) throw this.#failed(abortedError(signal));
        if (walk?.answer === undefined) {
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
          continue;
        }
        if (walk.answer !== "page") {
          this.#refuse(walk, walk.answer.error);
          void this.#fill();
          continue;
        }
        const before = walk.left;
        const turn = walk.take();
        this.#walks.shift();
        if (walk.isInTurn) this.#goOn(walk, (one) => this.#walks.push(one));
        else this.#goOn(walk, (one) => this.#walks.unshift(one));
        void this.#fill();
        this.#pages++;
        this.#rows += Math.min(turn.page.rows.length, turn.rowsLeft);
        this.#done += turn.done;
        this.#tellProgress();
        const { leftOut, unanswered } = turn;
        for (const each of skips ? [...leftOut, ...unanswered] : leftOut) this.#skip(each);
        const others = new Set([...leftOut, ...unanswered].map(({ place }) => place));
        this.#reading = before.filter(({ place }) => !others.has(place));
        yield turn;
        this.#reading = [];
        if (skips || unanswered[0] === undefined) continue;
        this.#refused = unanswered;
        throw this.#failed(unanswered[0].error);
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

  #begin(start: WalkStart<Page, Place>): void {
    const { each, skips } = this.#settings;
    try {
      const walk = start.begin(each, skips);
      this.#count(start);
      this.#goOn(walk, (one) => this.#walks.push(one));
    } catch (error) {
      if (!skips || !isUsageError(error)) throw error;
      this.#count(start);
      for (const record of start.places) this.#skip({ ...record, error });
    }
  }

  #count({ places }: WalkStart<Page, Place>): void {
    this.#opened++;
    this.#begun += places.length;
  }

  /** Asks for the next page of a walk, unless it is over. */
  #goOn(walk: Walk<Page, Place>, enqueue: (walk: Walk<Page, Place>) => void): void {
    const given = walk.giveUp((place) => this.#missingRights.get(rightOfPlace(place) ?? ""));
    for (const each of given) this.#skip(each);
    if (walk.left.length === 0) {
      walk.close();
      return;
    }
    enqueue(walk);
    walk.ask(() => this.#wake());
  }

  /** Continues without what the gateway refuses, or throws. */
  #refuse(walk: Walk<Page, Place>, error: unknown): void {
    const reason = reasonOf(error);
    const leftOut = isOpendError(reason) && this.#concernOf(reason) !== "all" ? walk.refuse(reason) : undefined;
    if (leftOut === undefined) throw isUsageError(error) ? error : this.#failed(error);
    if (leftOut.length > 0 && !this.#settings.skips) {
      this.#refused = leftOut;
      throw this.#failed(error);
    }
    this.#walks.shift();
    for (const each of leftOut) this.#skip(each);
    this.#goOn(walk, (one) => this.#walks.unshift(one));
  }

  #concernOf(reason: OpendError): Concern {
    const isOver = this.#settings.each.signal?.aborted || this.#host.state.status === "closed";
    return isOver ? "all" : concernOf(reason);
  }

  #skip(leftOut: LeftOut<Place>): void {
    const { place, error } = leftOut;
    this.#skipped.push(leftOut);
    const right = isOpendError(error, "NoQuoteRight") ? rightOfPlace(place) : undefined;
    if (right !== undefined) this.#missingRights.set(right, error);
    this.#host.callback("onSkip", this.#settings.onSkip, toSkipped(leftOut, this.#settings.each));
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

  #failed(error: unknown): OpendError {
    const { each } = this.#settings;
    // The walk that is next in turn. If it is over many securities, nothing says which of them it was.
    const isKnown = this.#refused.length > 0 || this.#walks[0]?.left.length === 1;
    const resume = restOf<FanOutPlace>(this.#left, each);
    const skipped = this.#skipped.map((one) => toSkipped<FanOutPlace>(one, each));
    return fanOutFailed(error, { failed: isKnown ? resume[0] : undefined, resume, skipped, begun: this.#begun });
  }

  get #left(): readonly PlaceRecord<Place>[] {
    const notBegun = placesOf(this.#list.slice(this.#opened));
    const reading = new Set(this.#reading.map(({ place }) => place));
    const walked = this.#walks.flatMap(({ left }) => left).filter(({ place }) => !reading.has(place));
    return [...this.#refused, ...this.#reading, ...walked, ...notBegun];
  }
}

function toPosition<Place extends FanOutPlace>(
  { place, cursor, limit }: PlaceRecord<Place>,
  each: Pick<EachOptions, "limit">,
): FanOutPosition<Place> {
  const most = limit ?? each.limit;
  return { ...place, cursor, ...(most !== undefined && Number.isFinite(most) && { limit: most }) };
}

function toSkipped<Place extends FanOutPlace>(
  leftOut: LeftOut<Place>,
  each: Pick<EachOptions, "limit">,
): SkippedWalk<Place> {
  return { ...toPosition(leftOut, each), error: leftOut.error };
}

/** The places of walks. */
export function placesOf<Place extends FanOutPlace>(
  starts: readonly { readonly places: readonly PlaceRecord<Place>[] }[],
): readonly PlaceRecord<Place>[] {
  return starts.flatMap(({ places }) => places);
}

/**
 * Returns the positions of walks.
 *
 * @param each what holds for those that have no limit of their own
 */
export function restOf<Place extends FanOutPlace>(
  records: readonly PlaceRecord<Place>[],
  each: Pick<EachOptions, "limit">,
): readonly FanOutPosition<Place>[] {
  return records.map((record) => toPosition(record, each));
}
