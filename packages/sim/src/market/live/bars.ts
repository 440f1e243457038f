import { roundTo } from "../../base/hash.js";
import { klTypes, periodStartMs } from "../calendar/kline-period.js";
import type { Market } from "../calendar/trading-calendar.js";
import type { Bar } from "../data/bar.js";

/** The largest number of bars that a request can ask for. */
const maxKept = 1000;

/** For each length of period: the bar that contains the newest trade, and the bars before it. */
export class Bars {
  readonly #market: Market;
  readonly #firstClose: number;
  readonly #bars = new Map<number, Bar>();
  readonly #finished = new Map<number, Bar[]>();

  /**
   * @param market its clock says when periods begin
   * @param firstClose the last price before the first trade
   */
  constructor(market: Market, firstClose: number) {
    this.#market = market;
    this.#firstClose = firstClose;
  }

  /** The current bar of a period, given as a `Qot_Common.KLType` value that has K-lines. */
  of(klType: number): Bar {
    const bar = this.#bars.get(klType);
    if (bar === undefined) throw new Error(`there are no K-lines of period ${klType}`);
    return bar;
  }

  /** The bars of a period since the first trade, oldest first. Keeps at least the newest 1000. */
  listOf(klType: number): readonly Bar[] {
    return [...(this.#finished.get(klType) ?? []), this.of(klType)];
  }

  /** Adds a trade that is made now. */
  add(price: number, volume: number, nowMs: number): void {
    for (const klType of klTypes) {
      const before = this.#bars.get(klType);
      const startMs = periodStartMs(klType, this.#market, nowMs);
      const current = before?.startMs === startMs ? before : undefined;
      if (before && !current) this.#finish(klType, before);
      this.#bars.set(klType, grow(current ?? emptyBar(startMs, before?.close ?? this.#firstClose), price, volume));
    }
  }

  #finish(klType: number, bar: Bar): void {
    const finished = this.#finished.get(klType) ?? [];
    finished.push(bar);
    if (finished.length > 2 * maxKept) finished.splice(0, maxKept);
    this.#finished.set(klType, finished);
  }
}

function emptyBar(startMs: number, lastClose: number): Bar {
  return { startMs, open: 0, high: 0, low: 0, close: 0, lastClose, volume: 0, turnover: 0 };
}

function grow(bar: Bar, price: number, volume: number): Bar {
  const isFirst = bar.volume === 0;
  return {
    ...bar,
    open: isFirst ? price : bar.open,
    high: isFirst ? price : Math.max(bar.high, price),
    low: isFirst ? price : Math.min(bar.low, price),
    close: price,
    volume: bar.volume + volume,
    turnover: roundTo(bar.turnover + price * volume, 2),
  };
}
