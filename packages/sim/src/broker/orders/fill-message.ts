import type { Trd_Common } from "@opend/core/protocols";
import type { SimulatedFill } from "../accounts/simulated-account.js";
import { tradeTimeText, tradingMarkets } from "../accounts/trading-markets.js";

/** A deal as a message. */
export function fillMessage({ id, order, quantity, price, timeMs }: SimulatedFill): Trd_Common.OrderFill {
  const { market, home, code, name, side } = order.terms;
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
    createTime: tradeTimeText(market, timeMs),
    secMarket: home.secMarket,
    createTimestamp: timeMs / 1000,
    updateTimestamp: timeMs / 1000,
    status: 0,
    trdMarket: tradingMarkets[market].trdMarket,
  };
}
