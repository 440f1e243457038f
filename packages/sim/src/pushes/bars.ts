import { roundTo } from "../data/hash.js";
import type { Market } from "../data/trading-calendar.js";
import { klTypes, periodStartMs } from "./kline-period.js";

/** What has been traded in a period so far. */
export interface Bar {
  /** When the period began, as Unix time in milliseconds. */
  readonly startMs: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  /** The last price. */
  readonly close: number;
  /** The last price of the period before. */
  readonly lastClose: number;
  readonly volume: number;
  readonly turnover: number;
}

/** One bar for each period that the newest trade is in. */
export class Bars {
  readonly #market: Market;
  readonly #firstClose: number;
  readonly #bars = new Map<number, Bar>();

  /**
   * @param market whose clock periods go by
   * @param firstClose the last price before the first trade
   */
  constructor(market: Market, firstClose: number) {
    this.#market = market;
    this.#firstClose = firstClose;
  }

  /** The bar of a period that has K-lines, as a `Qot_Common.KLType` value. */
  of(klType: number): Bar {
    const bar = this.#bars.get(klType);
    if (bar === undefined) throw new Error(`there are no K-lines of period ${klType}`);
    return bar;
  }

  /** Takes a trade in that is made now. */
  add(price: number, volume: number, nowMs: number): void {
    for (const klType of klTypes) {
      const before = this.#bars.get(klType);
      const startMs = periodStartMs(klType, this.#market, nowMs);
      const current = before?.startMs === startMs ? before : undefined;
      this.#bars.set(klType, grow(current ?? emptyBar(startMs, before?.close ?? this.#firstClose), price, volume));
    }
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
