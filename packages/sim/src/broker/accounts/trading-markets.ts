import { Qot_Common, Trd_Common } from "@opend/core/protocols";
import type { Market } from "../../market/calendar/trading-calendar.js";

/** What trading needs to know of a market. */
export interface TradingMarket {
  /** As a `Trd_Common.TrdMarket` value. */
  readonly trdMarket: number;
  /** As a `Trd_Common.TrdSecMarket` value. */
  readonly secMarket: number;
  /** As a `Qot_Common.QotMarket` value. */
  readonly qotMarket: number;
  /** As a `Trd_Common.Currency` value. */
  readonly currency: number;
  /** Shares that are traded at a time. */
  readonly lotSize: number;
  /** What a code looks like. */
  readonly code: RegExp;
  /** What can be done with an order beside modifying and cancelling it. */
  readonly canDisable: boolean;
}

/** The markets of the simulated accounts. */
export const tradingMarkets: Readonly<Record<Market, TradingMarket>> = {
  HK: {
    trdMarket: Trd_Common.TrdMarket.TrdMarket_HK,
    secMarket: Trd_Common.TrdSecMarket.TrdSecMarket_HK,
    qotMarket: Qot_Common.QotMarket.QotMarket_HK_Security,
    currency: Trd_Common.Currency.Currency_HKD,
    lotSize: 100,
    code: /^\d{5}$/,
    canDisable: true,
  },
  US: {
    trdMarket: Trd_Common.TrdMarket.TrdMarket_US,
    secMarket: Trd_Common.TrdSecMarket.TrdSecMarket_US,
    qotMarket: Qot_Common.QotMarket.QotMarket_US_Security,
    currency: Trd_Common.Currency.Currency_USD,
    lotSize: 1,
    code: /^[A-Z][A-Z.]{0,9}$/,
    canDisable: false,
  },
};

/** The market that a `Trd_Common.TrdMarket` value stands for; undefined for one that is not simulated. */
export function marketOfTrdMarket(trdMarket: number): Market | undefined {
  return (["HK", "US"] as const).find((market) => tradingMarkets[market].trdMarket === trdMarket);
}
