import { Qot_Common } from "@opend/core/protocols";
import type { Market } from "../calendar/trading-calendar.js";

const { HK_Security: hk, US_Security: us } = Qot_Common.QotMarket;
const markets = new Map<number, Market>([
  [hk, "HK"],
  [us, "US"],
]);

/** The market of a `Qot_Common.QotMarket` value. Undefined if it is not simulated. */
export function marketOfNumber(market: number): Market | undefined {
  return markets.get(market);
}
