import { Trd_Common, Trd_ModifyOrder, Trd_PlaceOrder } from "@opend/core/protocols";
import { type Handler, handle } from "../../base/handler.js";
import { refuse } from "../../base/refuse.js";
import { nameOf } from "../../market/data/name-of.js";
import type { Place } from "../accounts/account-book.js";
import type { SimulatedAccount } from "../accounts/simulated-account.js";
import type { OrderTriggers, SimulatedOrder } from "../accounts/simulated-order.js";
import {
  isFuturesMarket,
  marketOfTrdMarket,
  quotedAs,
  type TradedSecurity,
  type TradeMarketName,
  tradingMarkets,
} from "../accounts/trading-markets.js";
import { modifyOrder } from "../orders/modify-order.js";
import { packetIdIn } from "../orders/packet-ids.js";
import type { TradingDesk } from "../orders/trading-desk.js";

const { ModifyOrderOp, OrderType, TrdMarket } = Trd_Common;

/** Places an order. It fills right after the reply. */
export function answerPlaceOrder(desk: TradingDesk): Handler {
  return handle(Trd_PlaceOrder, (c2s, { connectionId, afterReply }) => {
    desk.packetIds.take(connectionId, packetIdIn(c2s));
    const place = desk.book.placeOf(c2s.header);
    desk.requireTrader(place.account);
    const traded = desk.findTraded(place, c2s.code, c2s.secMarket);
    const { remark, fillOutsideRTH, session, expireTime } = c2s;
    const triggers = { ...triggersIn(c2s), expireTime: expireTime && `${expireTime} 23:59:59` };
    const isMarket = c2s.orderType === OrderType.Market;
    const order = desk.place(place, {
      ...traded,
      name: nameOf({ security: quotedAs(traded) }),
      side: c2s.trdSide,
      type: c2s.orderType,
      quantity: cutQuantity(c2s.qty, traded.market),
      price: isMarket || c2s.price === undefined ? undefined : cutPrice(c2s.price, traded),
      timeInForce: c2s.timeInForce ?? Trd_Common.TimeInForce.DAY,
      remark,
      fillOutsideRTH,
      session,
      shownStatus: place.account.profile.shownOrderStatus,
      triggers,
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
    desk.requireTrader(place.account);
    const { header, modifyOrderOp: op } = c2s;
    if (c2s.forAll === true) {
      const canceled = cancelAll(desk, place.account, op, c2s.trdMarket);
      afterReply(() => settleAll(desk, place, canceled));
      return { header, orderID: 0n };
    }
    const order = findOrder(place.account, c2s.orderID, c2s.orderIDEx);
    const price = c2s.price === undefined ? undefined : cutPrice(c2s.price, order.terms);
    const quantity = c2s.qty === undefined ? undefined : cutQuantity(c2s.qty, order.terms.market);
    modifyOrder(desk, place, order, { op, quantity, price, triggers: triggersIn(c2s) });
    afterReply(() => desk.settle(place, order));
    return { header, orderID: order.id, orderIDEx: order.idEx };
  });
}

function triggersIn({ auxPrice, trailType, trailValue, trailSpread }: OrderTriggers): OrderTriggers {
  return { auxPrice, trailType, trailValue, trailSpread };
}

/** Cancels the open orders of a market, or without one those of all markets that take it. */
function cancelAll(
  desk: TradingDesk,
  account: SimulatedAccount,
  op: number,
  trdMarket: number = TrdMarket.Unknown,
): readonly SimulatedOrder[] {
  if (op !== ModifyOrderOp.Cancel) refuse("all orders together can only be canceled");
  if (!account.isReal) refuse("the orders of a simulated account cannot be canceled all at once");
  const market = trdMarket === TrdMarket.Unknown ? undefined : marketOfTrdMarket(trdMarket);
  if (trdMarket !== TrdMarket.Unknown && (market === undefined || !account.markets.includes(market))) {
    refuse(`account ${account.profile.id} does not trade in market ${trdMarket}`);
  }
  const isAsked = (each: TradeMarketName) => each !== "HKCC" && each === (market ?? each);
  if (!account.markets.some(isAsked)) refuse("orders through Stock Connect cannot be canceled all at once");
  const orders = account.openOrders.filter(({ terms }) => isAsked(terms.market));
  for (const order of orders) order.cancel(desk.clock.nowMs());
  return orders;
}

function settleAll(desk: TradingDesk, place: Place, orders: readonly SimulatedOrder[]): void {
  for (const order of orders) desk.settle(place, order);
}

function findOrder({ orders }: SimulatedAccount, id: bigint, idEx: string | undefined): SimulatedOrder {
  const named = orders.find((order) => order.id === id || order.idEx === idEx);
  return named ?? refuse(`there is no order ${idEx ?? id}`);
}

function cutPrice(price: number, { market }: TradedSecurity): number {
  const scale = 10 ** (isFuturesMarket(market) ? 9 : 3);
  // In binary, 300.3 is a little less than 300.3. Rounding first keeps it from being cut to 300.299.
  return Math.trunc(Number((price * scale).toPrecision(15))) / scale;
}

function cutQuantity(quantity: number, market: TradeMarketName): number {
  return tradingMarkets[market].lotSize === undefined ? quantity : Math.trunc(quantity);
}
