import type { Trd_Common } from "@opend/core/protocols";
import { marketTimeText } from "../../market/calendar/market-time.js";
import type { SimulatedFill } from "../accounts/simulated-account.js";
import { tradingMarkets } from "../accounts/trading-markets.js";

/** A deal as a message. */
export function fillMessage({ id, order, quantity, price, timeMs }: SimulatedFill): Trd_Common.OrderFill {
  const { market, code, name, side } = order.terms;
  const { trdMarket, secMarket } = tradingMarkets[market];
  return {
    trdSide: side,
    fillID: id,
    fillIDEx: `SIM${id}`,
    orderID: order.id,
    orderIDEx: order.idEx,
    code,
    name,
    qty: quantity,
    price,
    createTime: marketTimeText(market, timeMs),
    secMarket,
    createTimestamp: timeMs / 1000,
    updateTimestamp: timeMs / 1000,
    status: 0,
    trdMarket,
  };
}
