import type { FanOutPlace, FanOutPosition, SecurityPlace, SkippedWalk } from "../errors/fan-out-place.js";
import { collectRows } from "../pages/collect-rows.js";
import { iterateBatches } from "../pages/iterate-batches.js";
import type { Page } from "../pages/pager.js";
import type { PageRules } from "../pages/pager-options.js";
import type { FanOutHost } from "./fan-out-host.js";
import { FanOutLoop, placesOf, restOf } from "./fan-out-loop.js";
import { type FanOutOptions, type FanOutSettings, toFanOutSettings } from "./fan-out-options.js";
import type { FanOutPage } from "./page-walk.js";
import type { Turn, WalkStarts } from "./walk.js";

/**
 * All rows of many securities or requests, fetched on demand: `for await (const row of fanOut)`. A few walks run at a
 * time and deliver a page each in turn, so none waits for another to end. Leaving the loop stops all of them. Each loop
 * is a new pass; `skipped` and `rest` describe the latest one. `Delivered` is what `.pages()` delivers.
 */
export class FanOut<
  Row,
  P extends Page<Row> = Page<Row>,
  Place extends FanOutPlace = SecurityPlace,
  Delivered extends { readonly rows: readonly Row[] } = FanOutPage<P, Place>,
> implements AsyncIterable<Row>
{
  readonly #starts: WalkStarts<Delivered, Place>;
  readonly #settings: FanOutSettings<Place>;
  readonly #host: FanOutHost;
  readonly #isBounded: boolean;
  #latest: FanOutLoop<Delivered, Place> | undefined;

  /**
   * @param starts the walks to make. A list is checked as a whole
   * @param rules what the options are checked against
   * @param host the client that sends the requests
   * @throws `InvalidPageSize`, `InvalidOption`, and what is wrong with a security or request of a list
   */
  constructor(
    starts: WalkStarts<Delivered, Place>,
    rules: PageRules,
    host: FanOutHost,
    options: FanOutOptions<Place> = {},
  ) {
    this.#settings = toFanOutSettings(options, rules);
    this.#starts = starts;
    this.#host = host;
    this.#isBounded = rules.isBounded ?? this.#settings.each.limit !== undefined;
    if (typeof starts === "function") return;
    for (const start of starts) start.check(this.#settings.each);
  }

  /**
   * With `onFailure: "skip"`: the walks that the latest loop has skipped, each with the cursor and the error of its
   * page.
   */
  get skipped(): readonly SkippedWalk<Place>[] {
    return this.#latest?.skipped ?? [];
  }

  /**
   * What the latest loop has not delivered, with cursors and what is left of `limit`. Pass it to the same call to
   * continue. It holds the walks that have not reached their end, then those of an array that have not begun, but no
   * skipped ones. A page counts as delivered when its last row is: if the loop ends within a page, that page is there whole.
   */
  get rest(): readonly FanOutPosition<Place>[] {
    if (this.#latest) return this.#latest.rest;
    return typeof this.#starts === "function" ? [] : restOf(placesOf(this.#starts), this.#settings.each);
  }

  /**
   * Iterates row by row: a page of one walk, then a page of the next.
   *
   * @throws `FanOutFailed` with the cursors of everything that is left, and the reason as `cause`. What an iterable
   * throws, and what is wrong with one of its securities or requests, is thrown when the earlier walks are done. Errors
   * of usage are thrown as they are
   */
  [Symbol.asyncIterator](): AsyncGenerator<Row, void, undefined> {
    return this.#iterate(({ page: { rows }, rowsLeft }, delivered) =>
      tellingTheLast(rows.length <= rowsLeft ? rows : rows.slice(0, rowsLeft), delivered),
    );
  }

  /**
   * Iterates page by page, in the order of the rows. Each page has the `code` of its security, or its `request` and
   * `requestIndex`. Throws the same errors as iterating by rows.
   */
  pages(): AsyncGenerator<Delivered, void, undefined> {
    return this.#iterate(({ page }, delivered) => tellingTheLast([page], delivered));
  }

  /**
   * Collects rows of all walks into an array.
   *
   * @param options `limit`: the most rows of all walks together, `Infinity` for all. Required unless the fan-out has a
   * `limit` for each walk
   * @throws what walking by rows throws, and `InvalidOption`. An error loses what was collected; walk by pages to keep
   * it
   */
  async toArray(options: { readonly limit?: number | undefined } = {}): Promise<Row[]> {
    return await collectRows(this, options, this.#isBounded);
  }

  #iterate<T>(
    itemsOf: (turn: Turn<Delivered, Place>, delivered: () => void) => Iterable<T>,
  ): AsyncGenerator<T, void, undefined> {
    const begin = () => {
      this.#latest = new FanOutLoop(this.#starts, this.#settings, this.#host);
      return this.#latest;
    };
    return iterateBatches((stop) => walkTurns(begin, stop, itemsOf));
  }
}

async function* walkTurns<Delivered extends { readonly rows: readonly unknown[] }, Place extends FanOutPlace, T>(
  begin: () => FanOutLoop<Delivered, Place>,
  stop: AbortController,
  itemsOf: (turn: Turn<Delivered, Place>, delivered: () => void) => Iterable<T>,
): AsyncGenerator<Iterable<T>, void, undefined> {
  const loop = begin();
  for await (const turn of loop.turns(stop)) yield itemsOf(turn, () => loop.delivered());
}

/** Calls a function as the last item is handed out, or right away if there is none. */
function tellingTheLast<T>(items: readonly T[], tell: () => void): Iterable<T> {
  if (items.length === 0) tell();
  return {
    [Symbol.iterator]() {
      const iterator = items.values();
      let left = items.length;
      return {
        next() {
          if (--left === 0) tell();
          return iterator.next();
        },
      };
    },
  };
}
