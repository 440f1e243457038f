import { Trd_Common, Trd_ModifyOrder, Trd_PlaceOrder } from "@opend/core/protocols";
import { type Handler, handle } from "../../base/handler.js";
import { refuse } from "../../base/refuse.js";
import { nameOf } from "../../market/data/name-of.js";
import type { Place } from "../accounts/account-book.js";
import type { SimulatedOrder } from "../accounts/simulated-order.js";
import { tradingMarkets } from "../accounts/trading-markets.js";
import { modifyOrder } from "../orders/modify-order.js";
import { packetIdIn } from "../orders/packet-ids.js";
import type { TradingDesk } from "../orders/trading-desk.js";

const { ModifyOrderOp, OrderType } = Trd_Common;
/** 10 to the number of decimals that a price keeps. Further ones are cut off. */
const priceScale = 1000;

/** Places an order. It fills right after the reply. */
export function answerPlaceOrder(desk: TradingDesk): Handler {
  return handle(Trd_PlaceOrder, (c2s, { connectionId, afterReply }) => {
    desk.packetIds.take(connectionId, packetIdIn(c2s));
    const place = desk.book.placeOf(c2s.header);
    const { account, market } = place;
    desk.requireUnlocked(account);
    const { secMarket, qotMarket } = tradingMarkets[market];
    if (c2s.secMarket && c2s.secMarket !== secMarket) {
      refuse(`secMarket ${c2s.secMarket} is not that of the account's market, ${secMarket}`);
    }
    const { code, remark, fillOutsideRTH, session } = c2s;
    const isMarket = c2s.orderType === OrderType.Market;
    const order = desk.place(place, {
      market,
      code,
      name: nameOf({ security: { market: qotMarket, code } }),
      side: c2s.trdSide,
      type: c2s.orderType,
      quantity: Math.trunc(c2s.qty),
      price: isMarket || c2s.price === undefined ? undefined : cutPrice(c2s.price),
      timeInForce: c2s.timeInForce ?? Trd_Common.TimeInForce.DAY,
      remark,
      fillOutsideRTH,
      session,
    });
    afterReply(() => desk.settle(place, order));
    return { header: c2s.header, orderID: order.id, orderIDEx: order.idEx };
  });
}

/** Modifies, cancels, disables, enables or deletes an order, or cancels all orders of an account. */
export function answerModifyOrder(desk: TradingDesk): Handler {
  return handle(Trd_ModifyOrder, (c2s, { connectionId, afterReply }) => {
    desk.packetIds.take(connectionId, packetIdIn(c2s));
    const place = desk.book.placeOf(c2s.header);
    desk.requireUnlocked(place.account);
    const { header, modifyOrderOp: op } = c2s;
    if (c2s.forAll === true) {
      const canceled = cancelAll(desk, place, op);
      afterReply(() => settleAll(desk, place, canceled));
      return { header, orderID: 0n };
    }
    const order = findOrder(place, c2s.orderID, c2s.orderIDEx);
    const price = c2s.price === undefined ? undefined : cutPrice(c2s.price);
    const quantity = c2s.qty === undefined ? undefined : Math.trunc(c2s.qty);
    modifyOrder(desk, place, order, { op, quantity, price });
    afterReply(() => desk.settle(place, order));
    return { header, orderID: order.id, orderIDEx: order.idEx };
  });
}

function cancelAll(desk: TradingDesk, { account, market }: Place, op: number): readonly SimulatedOrder[] {
  if (op !== ModifyOrderOp.Cancel) refuse("all orders together can only be canceled");
  if (!account.isReal) refuse("the orders of a simulated account cannot be canceled all at once");
  const orders = account.openOrders(market);
  for (const order of orders) order.cancel(desk.clock.nowMs());
  return orders;
}

function settleAll(desk: TradingDesk, place: Place, orders: readonly SimulatedOrder[]): void {
  for (const order of orders) desk.settle(place, order);
}

function findOrder({ account, market }: Place, id: bigint, idEx: string | undefined): SimulatedOrder {
  const named = account.orders.find((order) => order.id === id || order.idEx === idEx);
  if (named === undefined || named.terms.market !== market) refuse(`there is no order ${idEx ?? id}`);
  return named;
}

function cutPrice(price: number): number {
  // In binary, 300.3 is a little less than 300.3. Rounding first keeps it from being cut to 300.299.
  return Math.trunc(Math.round(price * priceScale * priceScale) / priceScale) / priceScale;
}
