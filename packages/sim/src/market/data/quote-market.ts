import { formatSecurity } from "@opend/core";
import { Qot_Common } from "@opend/core/protocols";
import type { Market } from "../calendar/trading-calendar.js";
import { marketOfNumber } from "./market-of-number.js";
import { profileOf, type SecurityProfile } from "./security-profile.js";

const { QotMarket_HK_Security: hk, QotMarket_SG_Security: sg, QotMarket_MY_Security: my } = Qot_Common.QotMarket;
const { SubType_None: none, SubType_Broker: broker, SubType_OrderBook_Odd: oddLots } = Qot_Common.SubType;

/** Markets with odd lots. Both keep Hong Kong's time. */
const oddLotMarkets: ReadonlySet<number> = new Set([sg, my]);
const subTypes: readonly number[] = Object.values(Qot_Common.SubType).filter((subType) => subType !== none);

/**
 * The market whose days and clock the securities of a `Qot_Common.QotMarket` keep; undefined for a market that has no
 * simulated quotes.
 */
export function clockOfMarket(market: number): Market | undefined {
  return oddLotMarkets.has(market) ? "HK" : marketOfNumber(market);
}

/**
 * What a security is like whose market keeps this one's days and clock. A code of another market than this one is another
 * security.
 */
export function quotedProfileOf(clockMarket: Market, security: Qot_Common.Security): SecurityProfile {
  const isOwn = marketOfNumber(security.market) === clockMarket;
  return profileOf(clockMarket, isOwn ? security.code : formatSecurity(security));
}

/** Whether securities of a market, which has quotes, have a data type: odd lots and broker queues are not everywhere. */
export function isQuoted(market: number, subType: number): boolean {
  if (subType === oddLots) return oddLotMarkets.has(market);
  return subType === broker ? market === hk : subTypes.includes(subType);
}
