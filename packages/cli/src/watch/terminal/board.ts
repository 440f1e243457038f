import { isOpendError } from "@opend/core";
import type { CandleUpdate, OrderBookUpdate, QuoteUpdate, Tick } from "@opend/market";
import type { FeedName, FeedUpdate } from "../follow-feeds.js";
import { real } from "./number-text.js";

/** The newest of everything. Cheap to update, since it is drawn much less often. */
export class Board {
  readonly codes: readonly string[];
  readonly quotes = new Map<string, QuoteUpdate>();
  readonly books = new Map<string, OrderBookUpdate>();
  readonly candles = new Map<string, CandleUpdate>();
  readonly #names = new Map<string, string>();
  readonly #refusals = new Map<string, string>();
  readonly #trades: Trade[] = [];
  readonly #directions = new Map<string, 1 | -1>();
  /** Updates so far, counting each trade. */
  updates = 0;
  /** The last gap in what was pushed, in milliseconds, and when it ended on the clock of the view. */
  gap: { readonly gapMs: number; readonly endedMs: number } | undefined;

  constructor(codes: readonly string[]) {
    this.codes = [...new Set(codes)];
  }

  /** Takes an update at a time on the clock of the view. */
  take(update: FeedUpdate, nowMs: number): void {
    if (update.kind === "resumed") {
      this.gap = { gapMs: update.gapMs, endedMs: nowMs };
      return;
    }
    const { code, name } = update;
    if (name !== undefined) this.#names.set(code, name);
    this.updates += update.kind === "ticks" ? update.ticks.length : 1;
    switch (update.kind) {
      case "quote":
        this.#turn(code, this.quotes.get(code)?.price, update.price);
        this.quotes.set(code, update);
        break;
      case "orderBook":
        this.books.set(code, update);
        break;
      case "candle":
        this.#takeCandle(update);
        break;
      case "ticks":
        for (const tick of update.ticks) this.#trades.push({ code, tick });
        // Not at each trade: that would move all of them each time.
        if (this.#trades.length > 2 * mostTrades) this.#trades.splice(0, this.#trades.length - mostTrades);
    }
  }

  /** Takes the topics of a view that the gateway refuses at present. */
  refuse(view: FeedName, refused: readonly { readonly code?: string | undefined; readonly error: Error }[]): void {
    for (const key of this.#refusals.keys()) if (key.startsWith(`${view} `)) this.#refusals.delete(key);
    for (const { code, error } of refused) {
      // The gateway's own words are enough.
      const reason = isOpendError(error, "GatewayError") ? error.retMsg : undefined;
      if (code !== undefined) this.#refusals.set(`${view} ${code}`, reason || error.message);
    }
  }

  nameOf(code: string): string | undefined {
    return this.#names.get(code);
  }

  /** Why a view has no updates of a code. */
  refusalOf(view: FeedName, code: string): string | undefined {
    return this.#refusals.get(`${view} ${code}`);
  }

  /** The way the price of a code has last moved. */
  directionOf(code: string): 1 | -1 | undefined {
    return this.#directions.get(code);
  }

  /** The latest trades, newest first. */
  latestTrades(count: number): readonly Trade[] {
    return count > 0 ? this.#trades.slice(-count).reverse() : [];
  }

  #turn(code: string, before: number | undefined, price: number): void {
    if (before === undefined || before === price) return;
    const change = real(price) - real(before);
    if (change > 0) this.#directions.set(code, 1);
    else if (change < 0) this.#directions.set(code, -1);
    else this.#directions.delete(code);
  }

  /** Candles that are done may come again after newer ones. */
  #takeCandle(update: CandleUpdate): void {
    const known = this.candles.get(update.code);
    if (known === undefined || known.time <= update.time) this.candles.set(update.code, update);
  }
}

/** One trade of a security. */
export interface Trade {
  readonly code: string;
  readonly tick: Tick;
}

/** More than any terminal has lines. */
const mostTrades = 500;
