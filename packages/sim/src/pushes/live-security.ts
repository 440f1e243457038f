import { formatSecurity } from "@opend/core";
import { Qot_Common } from "@opend/core/protocols";
import { marketOfNumber } from "../data/market-of-number.js";
import { closePriceAt } from "../data/price-series.js";
import { profileOf, type SecurityProfile } from "../data/security-profile.js";
import type { Market } from "../data/trading-calendar.js";
import { type Bar, Bars } from "./bars.js";
import { type SimulatedTrade, tradeAt } from "./simulated-trade.js";

/** A security that is being traded: its newest trade, and a bar for each period that the trade is in. */
export class LiveSecurity {
  readonly security: Qot_Common.Security;
  /** The market whose days and clock it keeps. */
  readonly market: Market;
  readonly profile: SecurityProfile;
  readonly #bars: Bars;
  #trade: SimulatedTrade;
  #tradedMs: number;

  /** Begins with trade 0. */
  constructor(market: Market, security: Qot_Common.Security, nowMs: number) {
    this.security = { market: security.market, code: security.code };
    this.market = market;
    // A code of another market that keeps this one's clock is another security.
    this.profile = profileOf(market, marketOfNumber(security.market) ? security.code : formatSecurity(security));
    this.#bars = new Bars(market, closePriceAt(this.profile, 0));
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
    return this.#bars.of(klType);
  }

  /** The next trade is made now. */
  advance(nowMs: number): void {
    this.#tradedMs = nowMs;
    this.#trade = this.#take(this.#trade.index + 1, nowMs);
  }

  #take(index: number, nowMs: number): SimulatedTrade {
    const trade = tradeAt(this.profile, index);
    this.#bars.add(trade.price, trade.volume, nowMs);
    return trade;
  }
}
