import { Trd_Common } from "@opend/core/protocols";
import { refuse } from "../../base/refuse.js";
import type { Place } from "../accounts/account-book.js";
import type { OrderTriggers, SimulatedOrder } from "../accounts/simulated-order.js";
import { tradingMarkets } from "../accounts/trading-markets.js";
import type { TradingDesk } from "./trading-desk.js";

const { ModifyOrderOp, OrderStatus } = Trd_Common;
/** The states in which an order can be deleted: it cannot fill any more, and no part of it has filled. */
const deletable = new Set<number>([OrderStatus.Cancelled_All, OrderStatus.Failed, OrderStatus.Disabled]);

/** What each change does to an order. */
const verbs: ReadonlyMap<number, string> = new Map([
  [ModifyOrderOp.Normal, "modified"],
  [ModifyOrderOp.Cancel, "canceled"],
  [ModifyOrderOp.Disable, "disabled"],
  [ModifyOrderOp.Enable, "enabled"],
  [ModifyOrderOp.Delete, "deleted"],
]);
const and = new Intl.ListFormat("en-US");

/** A modification of an order. */
export interface Modification {
  /** A `Trd_Common.ModifyOrderOp` value. */
  readonly op: number;
  readonly quantity: number | undefined;
  readonly price: number | undefined;
  /** Those that are undefined stay as they are. */
  readonly triggers: OrderTriggers;
}

/** Modifies an order, or refuses the request. */
export function modifyOrder(desk: TradingDesk, place: Place, order: SimulatedOrder, { op, ...to }: Modification): void {
  const nowMs = desk.clock.nowMs();
  requireChange(order, op);
  switch (op) {
    case ModifyOrderOp.Normal: {
      const { quantity, price, triggers } = to;
      requireOpen(order);
      const isPriced = price !== undefined || order.price === undefined;
      if (quantity === undefined || !isPriced) refuse("a modified order needs both qty and price");
      desk.change(place, order, { quantity, price: order.price === undefined ? undefined : price, triggers });
      break;
    }
    case ModifyOrderOp.Cancel:
      requireOpen(order);
      order.cancel(nowMs);
      break;
    case ModifyOrderOp.Disable:
      if (order.status !== OrderStatus.Submitted) refuse(`order ${order.id} cannot be disabled now`);
      order.turn(OrderStatus.Disabled, nowMs);
      break;
    case ModifyOrderOp.Enable:
      if (order.status !== OrderStatus.Disabled) refuse(`order ${order.id} is not disabled`);
      desk.change(place, order, order);
      order.turn(OrderStatus.Submitted, nowMs);
      break;
    case ModifyOrderOp.Delete:
      if (!deletable.has(order.status)) refuse(`order ${order.id} cannot be deleted now`);
      order.turn(OrderStatus.Deleted, nowMs);
      break;
  }
}

function requireOpen(order: SimulatedOrder): void {
  if (!order.isOpen) refuse(`order ${order.id} is not open any more`);
}

/** Refuses a change that no order of its market takes. */
function requireChange({ terms: { market } }: SimulatedOrder, op: number): void {
  const { changes } = tradingMarkets[market];
  if (!verbs.has(op)) refuse(`there is no modifyOrderOp ${op}`);
  const allowed = and.format([...changes].map((change) => verbs.get(change) ?? ""));
  if (!changes.has(op)) refuse(`orders in ${market} can only be ${allowed}`);
}
