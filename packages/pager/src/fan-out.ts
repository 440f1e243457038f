import { collectRows } from "./collect-rows.js";
import type { FanOutHost } from "./fan-out-host.js";
import { FanOutLoop, restOf, type Turn, type WalkStarts } from "./fan-out-loop.js";
import { type FanOutOptions, type FanOutSettings, toFanOutSettings } from "./fan-out-options.js";
import type { FanOutPlace, FanOutPosition, SecurityPlace, SkippedWalk } from "./fan-out-place.js";
import type { FanOutPage } from "./fan-out-walk.js";
import { iterateBatches } from "./iterate-batches.js";
import type { Page } from "./pager.js";
import type { PageRules } from "./pager-options.js";

/**
 * All rows of many securities or requests, fetched as they are needed: `for await (const row of fanOut)`. A few walks
 * run at a time and take turns, one page each, so none has to wait for another to end. Leaving the loop stops all of
 * them. Each loop starts over with new walks; `skipped` and `rest` describe the latest loop.
 */
export class FanOut<Row, P extends Page<Row> = Page<Row>, Place extends FanOutPlace = SecurityPlace>
  implements AsyncIterable<Row>
{
  readonly #starts: WalkStarts<Row, P, Place>;
  readonly #settings: FanOutSettings<Place>;
  readonly #host: FanOutHost;
  #latest: FanOutLoop<Row, P, Place> | undefined;

  /**
   * @param starts the walks. A list of them is checked as a whole
   * @param rules the rules that the options are checked against
   * @param host the client that sends the requests
   * @throws `InvalidPageSize`, `InvalidOption`, and the errors of invalid securities or requests in a list
   */
  constructor(
    starts: WalkStarts<Row, P, Place>,
    rules: PageRules,
    host: FanOutHost,
    options: FanOutOptions<Place> = {},
  ) {
    this.#settings = toFanOutSettings(options, rules);
    this.#starts = starts;
    this.#host = host;
    if (typeof starts === "function") return;
    for (const { cursor, open } of starts) open({ ...this.#settings.each, from: cursor });
  }

  /**
   * With `onFailure: "skip"`: the walks that the latest loop skipped, each with the cursor and the error of its page.
   */
  get skipped(): readonly SkippedWalk<Place>[] {
    return this.#latest?.skipped ?? [];
  }

  /**
   * The remaining work of the latest loop, with cursors: pass it to the same call to resume. Contains the walks that
   * have not ended, then those of an array that have not begun, but not those that were skipped. A page counts as
   * delivered once its first row is.
   */
  get rest(): readonly FanOutPosition<Place>[] {
    if (this.#latest) return this.#latest.rest;
    return typeof this.#starts === "function" ? [] : restOf(this.#starts);
  }

  /**
   * Iterates row by row: a page of one walk, then a page of the next.
   *
   * @throws `FanOutFailed` with the cursors of all remaining walks and the reason as `cause`. Errors of an iterable,
   * and of invalid securities or requests from it, are thrown once the walks before them are done. Usage errors are
   * thrown unchanged
   */
  [Symbol.asyncIterator](): AsyncGenerator<Row, void, undefined> {
    return this.#iterate(({ page: { rows }, rowsLeft }) => (rows.length <= rowsLeft ? rows : rows.slice(0, rowsLeft)));
  }

  /**
   * Iterates page by page, in the order of the rows. Each page has the `code` of its security, or its `request` and
   * `requestIndex`. Throws the same errors as iterating by rows.
   */
  pages(): AsyncGenerator<FanOutPage<P, Place>, void, undefined> {
    return this.#iterate(({ page }) => [page]);
  }

  /**
   * Collects rows of all walks into an array.
   *
   * @param options `limit`: maximum number of rows of all walks together, `Infinity` for all. Required unless the
   * fan-out has a `limit` for each walk
   * @throws the same errors as iterating by rows, and `InvalidOption`. The rows collected so far are then lost; iterate
   * by pages to keep them
   */
  async toArray(options: { readonly limit?: number | undefined } = {}): Promise<Row[]> {
    return await collectRows(this, options, this.#settings.each.limit !== undefined);
  }

  #iterate<T>(itemsOf: (turn: Turn<P, Place>) => readonly T[]): AsyncGenerator<T, void, undefined> {
    const begin = () => {
      this.#latest = new FanOutLoop(this.#starts, this.#settings, this.#host);
      return this.#latest;
    };
    return iterateBatches((stop) => walkTurns(begin, stop, itemsOf));
  }
}

async function* walkTurns<Row, P extends Page<Row>, Place extends FanOutPlace, T>(
  begin: () => FanOutLoop<Row, P, Place>,
  stop: AbortController,
  itemsOf: (turn: Turn<P, Place>) => readonly T[],
): AsyncGenerator<readonly T[], void, undefined> {
  for await (const turn of begin().turns(stop)) yield itemsOf(turn);
}
