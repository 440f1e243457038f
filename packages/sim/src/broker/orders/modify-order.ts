import { Trd_Common } from "@opend/core/protocols";
import { refuse } from "../../base/refuse.js";
import type { Place } from "../accounts/account-book.js";
import type { SimulatedOrder } from "../accounts/simulated-order.js";
import { tradingMarkets } from "../accounts/trading-markets.js";
import type { TradingDesk } from "./trading-desk.js";

const { ModifyOrderOp, OrderStatus } = Trd_Common;
/** The states in which an order can be deleted: it cannot fill any more, and no part of it has filled. */
const deletable = new Set<number>([
  OrderStatus.OrderStatus_Cancelled_All,
  OrderStatus.OrderStatus_Failed,
  OrderStatus.OrderStatus_Disabled,
]);

/** A modification of an order. */
export interface Modification {
  /** A `Trd_Common.ModifyOrderOp` value. */
  readonly op: number;
  readonly quantity: number | undefined;
  readonly price: number | undefined;
}

/** Modifies an order, or refuses the request. */
export function modifyOrder(desk: TradingDesk, place: Place, order: SimulatedOrder, { op, ...to }: Modification): void {
  const nowMs = desk.clock.nowMs();
  switch (op) {
    case ModifyOrderOp.ModifyOrderOp_Normal: {
      const { quantity, price } = to;
      requireOpen(order);
      if (quantity === undefined || price === undefined) refuse("a modified order needs both qty and price");
      desk.change(place, order, { quantity, price });
      break;
    }
    case ModifyOrderOp.ModifyOrderOp_Cancel:
      requireOpen(order);
      order.cancel(nowMs);
      break;
    case ModifyOrderOp.ModifyOrderOp_Disable:
      requireMarketThatDisables(order);
      if (order.status !== OrderStatus.OrderStatus_Submitted) refuse(`order ${order.id} cannot be disabled now`);
      order.turn(OrderStatus.OrderStatus_Disabled, nowMs);
      break;
    case ModifyOrderOp.ModifyOrderOp_Enable:
      requireMarketThatDisables(order);
      if (order.status !== OrderStatus.OrderStatus_Disabled) refuse(`order ${order.id} is not disabled`);
      desk.change(place, order, { quantity: order.quantity, price: order.price ?? 0 });
      order.turn(OrderStatus.OrderStatus_Submitted, nowMs);
      break;
    case ModifyOrderOp.ModifyOrderOp_Delete:
      requireMarketThatDisables(order);
      if (!deletable.has(order.status)) refuse(`order ${order.id} cannot be deleted now`);
      order.turn(OrderStatus.OrderStatus_Deleted, nowMs);
      break;
    default:
      refuse(`there is no modifyOrderOp ${op}`);
  }
}

function requireOpen(order: SimulatedOrder): void {
  if (!order.isOpen) refuse(`order ${order.id} is not open any more`);
}

function requireMarketThatDisables({ terms: { market } }: SimulatedOrder): void {
  if (!tradingMarkets[market].canDisable) refuse(`orders in ${market} can only be modified and canceled`);
}
