import {
  Trd_Common,
  Trd_GetHistoryOrderFillList,
  Trd_GetHistoryOrderList,
  Trd_GetOrderFillList,
  Trd_GetOrderList,
} from "@opend/core/protocols";
import { type Handler, handle } from "../../base/handler.js";
import { refuse } from "../../base/refuse.js";
import { marketDay } from "../../market/calendar/market-time.js";
import type { Place } from "../accounts/account-book.js";
import type { SimulatedFill } from "../accounts/simulated-account.js";
import type { SimulatedOrder } from "../accounts/simulated-order.js";
import { fillMessage } from "../orders/fill-message.js";
import type { TradingDesk } from "../orders/trading-desk.js";
import { createHistoryFilter, createTradeFilter, type Filtered } from "./trade-filter.js";

/** Lists open orders and those of today, oldest first. */
export function answerOrderList(desk: TradingDesk): Handler {
  return handle(Trd_GetOrderList, ({ header, filterConditions, filterStatusList }) => {
    const place = desk.book.placeOf(header);
    const passes = createTradeFilter(filterConditions);
    const current = ordersIn(place).filter(({ isOpen, createdMs }) => isOpen || isToday(desk, place, createdMs));
    return { header, orderList: listOrders(current, filterStatusList, passes) };
  });
}

/** Lists orders that are no longer open, newest first. */
export function answerHistoryOrderList(desk: TradingDesk): Handler {
  return handle(Trd_GetHistoryOrderList, ({ header, filterConditions, filterStatusList }) => {
    const place = desk.book.placeOf(header);
    const passes = createHistoryFilter(filterConditions);
    const past = ordersIn(place).filter(({ isOpen }) => !isOpen);
    return { header, orderList: listOrders(past, filterStatusList, passes).reverse() };
  });
}

/** Lists the deals of today, oldest first. Real accounts only. */
export function answerFillList(desk: TradingDesk): Handler {
  return handle(Trd_GetOrderFillList, ({ header, filterConditions }) => {
    const place = desk.book.placeOf(header);
    const passes = createTradeFilter(filterConditions);
    const today = fillsIn(place).filter(({ timeMs }) => isToday(desk, place, timeMs));
    return { header, orderFillList: listFills(today, passes) };
  });
}

/** Lists deals, newest first. Real accounts only. */
export function answerHistoryFillList(desk: TradingDesk): Handler {
  return handle(Trd_GetHistoryOrderFillList, ({ header, filterConditions }) => {
    const place = desk.book.placeOf(header);
    const passes = createHistoryFilter(filterConditions);
    return { header, orderFillList: listFills(fillsIn(place), passes).reverse() };
  });
}

function ordersIn({ account, market }: Place): readonly SimulatedOrder[] {
  const isDeleted = (status: number) => status === Trd_Common.OrderStatus.Deleted;
  return account.orders.filter(({ terms, status }) => terms.market === market && !isDeleted(status));
}

function fillsIn({ account, market }: Place): readonly SimulatedFill[] {
  if (!account.isReal) refuse("simulated trading has no deals: they are for real accounts only");
  return account.fills.filter(({ order }) => order.terms.market === market);
}

function listOrders(
  orders: readonly SimulatedOrder[],
  statuses: readonly number[],
  passes: (of: Filtered) => boolean,
): Trd_Common.Order[] {
  return orders
    .map((order) => order.toMessage())
    .filter(({ orderStatus }) => statuses.length === 0 || statuses.includes(orderStatus))
    .filter((order) => passes({ ...order, id: order.orderID }));
}

function listFills(fills: readonly SimulatedFill[], passes: (of: Filtered) => boolean): Trd_Common.OrderFill[] {
  return fills.map(fillMessage).filter((fill) => passes({ ...fill, id: fill.fillID }));
}

function isToday({ clock }: TradingDesk, { market }: Place, timeMs: number): boolean {
  return marketDay(market, timeMs) === marketDay(market, clock.nowMs());
}
