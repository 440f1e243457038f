import { Qot_Common } from "@opend/core/protocols";
import { roundTo } from "../data/hash.js";
import { closePriceAt } from "../data/price-series.js";
import { profileOf, type SecurityProfile } from "../data/security-profile.js";
import type { Market } from "../data/trading-calendar.js";
import { klTypes, periodStartMs } from "./kline-period.js";
import { type SimulatedTrade, tradeAt } from "./simulated-trade.js";

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

/** A security that is being traded: its newest trade, and a bar for each period that the trade is in. */
export class LiveSecurity {
  readonly security: Qot_Common.Security;
  readonly market: Market;
  readonly profile: SecurityProfile;
  readonly #bars = new Map<number, Bar>();
  #trade: SimulatedTrade;
  #tradedMs: number;

  /** Begins with trade 0. */
  constructor(market: Market, security: Qot_Common.Security, nowMs: number) {
    this.security = { market: security.market, code: security.code };
    this.market = market;
    this.profile = profileOf(market, security.code);
    this.#tradedMs = nowMs;
    this.#trade = this.#take(0, nowMs);
  }

  /** The newest trade. */
  get trade(): SimulatedTrade {
    return this.#trade;
  }

  /** When it was made, as Unix time in milliseconds. */
  get tradedMs(): number {
    return this.#tradedMs;
  }

  /** The trading day so far. */
  get day(): Bar {
    return this.barOf(Qot_Common.KLType.KLType_Day);
  }

  /** The bar of a period that has K-lines, as a `Qot_Common.KLType` value. */
  barOf(klType: number): Bar {
    const bar = this.#bars.get(klType);
    if (bar === undefined) throw new Error(`there are no K-lines of period ${klType}`);
    return bar;
  }

  /** The next trade is made now. */
  advance(nowMs: number): void {
    this.#tradedMs = nowMs;
    this.#trade = this.#take(this.#trade.index + 1, nowMs);
  }

  #take(index: number, nowMs: number): SimulatedTrade {
    const trade = tradeAt(this.profile, index);
    for (const klType of klTypes) {
      const before = this.#bars.get(klType);
      const startMs = periodStartMs(klType, this.market, nowMs);
      const current = before?.startMs === startMs ? before : undefined;
      this.#bars.set(klType, grow(current ?? emptyBar(startMs, before?.close ?? closePriceAt(this.profile, 0)), trade));
    }
    return trade;
  }
}

function emptyBar(startMs: number, lastClose: number): Bar {
  return { startMs, open: 0, high: 0, low: 0, close: 0, lastClose, volume: 0, turnover: 0 };
}

function grow(bar: Bar, { price, volume }: SimulatedTrade): Bar {
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
