import { Trd_GetMaxTrdQtys } from "@opend/core/protocols";
import { type Handler, handle } from "../../base/handler.js";
import { roundTo } from "../../base/hash.js";
import { refuse } from "../../base/refuse.js";
import { futuresMarginRatio } from "../accounts/simulated-account.js";
import { isFuturesMarket, tradingMarkets } from "../accounts/trading-markets.js";
import type { TradingDesk } from "../orders/trading-desk.js";

/** Answers how much can be bought and sold. Nothing is lent. */
export function answerMaxQuantities(desk: TradingDesk): Handler {
  return handle(Trd_GetMaxTrdQtys, (c2s) => {
    const place = desk.book.placeOf(c2s.header);
    const { account } = place;
    const { price, orderID, orderIDEx } = c2s;
    const traded = desk.findTraded(place, c2s.code, c2s.secMarket);
    if (!(price > 0)) refuse(`the price is ${price}: it has to be above 0`);
    const isAsked = orderID !== undefined || orderIDEx !== undefined;
    const order = account.openOrders.find(({ id, idEx }) => id === orderID || idEx === orderIDEx);
    if (isAsked && order === undefined) refuse(`there is no open order ${orderIDEx ?? orderID}`);
    const maxPositionSell = account.sellable(traded, order) + (order && !order.isBuy ? order.filledQuantity : 0);
    if (isFuturesMarket(traded.market)) {
      const longRequiredIM = roundTo(price * futuresMarginRatio, 3);
      return { header: c2s.header, maxTrdQtys: { maxCashBuy: 0, maxPositionSell, longRequiredIM } };
    }
    // A hundred-millionth is the smallest part of a bitcoin.
    const { lotSize = 1e-8 } = tradingMarkets[traded.market];
    const lots = Math.floor(account.buyingPower(traded.home.currency, order) / price / lotSize);
    const maxCashBuy = Math.max(lots, 0) * lotSize + (order?.isBuy ? order.filledQuantity : 0);
    const maxTrdQtys = { maxCashBuy, maxCashAndMarginBuy: maxCashBuy, maxPositionSell, maxSellShort: 0, maxBuyBack: 0 };
    return { header: c2s.header, maxTrdQtys };
  });
}
