import { Qot_Common } from "@opend/core/protocols";
import type { Market } from "../calendar/trading-calendar.js";
import type { Bar } from "../data/bar.js";
import { closePriceAt } from "../data/price-series.js";
import { quotedProfileOf } from "../data/quote-market.js";
import type { SecurityProfile } from "../data/security-profile.js";
import { Bars } from "./bars.js";
import { type SimulatedTrade, tradeAt } from "./simulated-trade.js";

/** A trade and its time, as Unix time in milliseconds. */
export interface TimedTrade extends SimulatedTrade {
  readonly tradedMs: number;
}

/** The largest number of trades that a request can ask for. */
const maxKept = 1000;

/** A security that is being traded: its trades so far, and its bars in each period. */
export class LiveSecurity {
  readonly security: Qot_Common.Security;
  /** The market whose trading days and clock it follows. */
  readonly market: Market;
  readonly profile: SecurityProfile;
  readonly #bars: Bars;
  readonly #trades: TimedTrade[] = [];
  #trade: SimulatedTrade;
  #tradedMs: number;

  /** Makes trade 0. */
  constructor(market: Market, security: Qot_Common.Security, nowMs: number) {
    this.security = { market: security.market, code: security.code };
    this.market = market;
    this.profile = quotedProfileOf(market, security);
    this.#bars = new Bars(market, closePriceAt(this.profile, 0));
    this.#tradedMs = nowMs;
    this.#trade = this.#take(0, nowMs);
  }

  /** The newest trade. */
  get trade(): SimulatedTrade {
    return this.#trade;
  }

  /** The time of the newest trade, as Unix time in milliseconds. */
  get tradedMs(): number {
    return this.#tradedMs;
  }

  /** The trading day so far. */
  get day(): Bar {
    return this.barOf(Qot_Common.KLType.Day);
  }

  /** The current bar of a period, given as a `Qot_Common.KLType` value that has K-lines. */
  barOf(klType: number): Bar {
    return this.#bars.of(klType);
  }

  /**
   * The bars of a period since the first trade, oldest first, up to the current one. Keeps at least the newest 1000.
   */
  barsOf(klType: number): readonly Bar[] {
    return this.#bars.listOf(klType);
  }

  /** The trades so far, oldest first. Keeps at least the newest 1000. */
  get trades(): readonly TimedTrade[] {
    return this.#trades;
  }

  /** Makes the next trade now. */
  advance(nowMs: number): void {
    this.#tradedMs = nowMs;
    this.#trade = this.#take(this.#trade.index + 1, nowMs);
  }

  #take(index: number, nowMs: number): SimulatedTrade {
    const trade = tradeAt(this.profile, index);
    this.#bars.add(trade.price, trade.volume, nowMs);
    this.#trades.push({ ...trade, tradedMs: nowMs });
    if (this.#trades.length > 2 * maxKept) this.#trades.splice(0, maxKept);
    return trade;
  }
}
