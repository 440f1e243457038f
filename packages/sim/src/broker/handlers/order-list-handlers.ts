import {
  Trd_Common,
  Trd_GetHistoryOrderFillList,
  Trd_GetHistoryOrderList,
  Trd_GetOrderFillList,
  Trd_GetOrderList,
} from "@opend/core/protocols";
import { type Handler, handle } from "../../base/handler.js";
import { refuse } from "../../base/refuse.js";
import type { SimulatedAccount, SimulatedFill } from "../accounts/simulated-account.js";
import type { SimulatedOrder } from "../accounts/simulated-order.js";
import { type TradeMarketName, tradeTimeText } from "../accounts/trading-markets.js";
import { fillMessage } from "../orders/fill-message.js";
import type { TradingDesk } from "../orders/trading-desk.js";
import { createHistoryFilter, createTradeFilter, type Filtered } from "./trade-filter.js";

/** Lists open orders and those of today, oldest first. */
export function answerOrderList(desk: TradingDesk): Handler {
  return handle(Trd_GetOrderList, ({ header, filterConditions, filterStatusList }) => {
    const { account } = desk.book.placeOf(header);
    const passes = createTradeFilter(filterConditions);
    const current = ordersOf(account).filter(({ isOpen, createdMs, terms }) => {
      return isOpen || isToday(desk, terms.market, createdMs);
    });
    return { header, orderList: listOrders(current, filterStatusList, passes) };
  });
}

/** Lists orders that are no longer open, newest first. */
export function answerHistoryOrderList(desk: TradingDesk): Handler {
  return handle(Trd_GetHistoryOrderList, ({ header, filterConditions, filterStatusList }) => {
    const { account } = desk.book.placeOf(header);
    const passes = createHistoryFilter(filterConditions);
    const past = ordersOf(account).filter(({ isOpen }) => !isOpen);
    return { header, orderList: listOrders(past, filterStatusList, passes).reverse() };
  });
}

/** Lists the deals of today, oldest first. Real accounts only. */
export function answerFillList(desk: TradingDesk): Handler {
  return handle(Trd_GetOrderFillList, ({ header, filterConditions }) => {
    const { account } = desk.book.placeOf(header);
    const passes = createTradeFilter(filterConditions);
    const today = fillsOf(account).filter(({ order, timeMs }) => isToday(desk, order.terms.market, timeMs));
    return { header, orderFillList: listFills(today, passes) };
  });
}

/** Lists deals, newest first. Real accounts only. */
export function answerHistoryFillList(desk: TradingDesk): Handler {
  return handle(Trd_GetHistoryOrderFillList, ({ header, filterConditions }) => {
    const { account } = desk.book.placeOf(header);
    const passes = createHistoryFilter(filterConditions);
    return { header, orderFillList: listFills(fillsOf(account), passes).reverse() };
  });
}

function ordersOf({ orders }: SimulatedAccount): readonly SimulatedOrder[] {
  return orders.filter(({ status }) => status !== Trd_Common.OrderStatus.Deleted);
}

function fillsOf({ isReal, fills }: SimulatedAccount): readonly SimulatedFill[] {
  return isReal ? fills : refuse("simulated trading has no deals: they are for real accounts only");
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

function isToday({ clock }: TradingDesk, market: TradeMarketName, timeMs: number): boolean {
  const [day, today] = [timeMs, clock.nowMs()].map((each) => tradeTimeText(market, each).slice(0, 10));
  return day === today;
}
