import { formatSecurity } from "@opend/core";
import { valuesOf } from "@opend/core/internal";
import { Qot_Common } from "@opend/core/protocols";
import type { Market } from "../calendar/trading-calendar.js";
import { marketOfNumber } from "./market-of-number.js";
import { profileOf, type SecurityProfile } from "./security-profile.js";

const { HK_Security: hk, SG_Security: sg, MY_Security: my } = Qot_Common.QotMarket;
const { None: none, Broker: broker, OrderBook_Odd: oddLots } = Qot_Common.SubType;

/** The markets with odd lots. Both use Hong Kong's time. */
const oddLotMarkets: ReadonlySet<number> = new Set([sg, my]);
const subTypes: readonly number[] = valuesOf(Qot_Common.SubType).filter((subType) => subType !== none);

/**
 * The market whose trading days and clock the securities of a `Qot_Common.QotMarket` value follow. Undefined for a
 * market without simulated quotes.
 */
export function clockOfMarket(market: number): Market | undefined {
  return oddLotMarkets.has(market) ? "HK" : marketOfNumber(market);
}

/**
 * The profile of a security whose market follows the trading days and clock of `clockMarket`. The same code in another
 * market is another security.
 */
export function quotedProfileOf(clockMarket: Market, security: Qot_Common.Security): SecurityProfile {
  const isOwn = marketOfNumber(security.market) === clockMarket;
  return profileOf(clockMarket, isOwn ? security.code : formatSecurity(security));
}

/** Whether the securities of a market with quotes have a data type. Not every market has odd lots and broker queues. */
export function isQuoted(market: number, subType: number): boolean {
  if (subType === oddLots) return oddLotMarkets.has(market);
  return subType === broker ? market === hk : subTypes.includes(subType);
}
