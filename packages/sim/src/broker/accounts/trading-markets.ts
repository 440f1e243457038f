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
  /** The lot size, in shares. */
  readonly lotSize: number;
  /** Whether orders can be disabled, enabled and deleted. They can always be modified and canceled. */
  readonly canDisable: boolean;
}

/** The markets of the simulated accounts. */
export const tradingMarkets: Readonly<Record<Market, TradingMarket>> = {
  HK: {
    trdMarket: Trd_Common.TrdMarket.HK,
    secMarket: Trd_Common.TrdSecMarket.HK,
    qotMarket: Qot_Common.QotMarket.HK_Security,
    currency: Trd_Common.Currency.HKD,
    lotSize: 100,
    canDisable: true,
  },
  US: {
    trdMarket: Trd_Common.TrdMarket.US,
    secMarket: Trd_Common.TrdSecMarket.US,
    qotMarket: Qot_Common.QotMarket.US_Security,
    currency: Trd_Common.Currency.USD,
    lotSize: 1,
    canDisable: false,
  },
};

/** The market of a `Trd_Common.TrdMarket` value. Undefined if it is not simulated. */
export function marketOfTrdMarket(trdMarket: number): Market | undefined {
  return (["HK", "US"] as const).find((market) => tradingMarkets[market].trdMarket === trdMarket);
}
