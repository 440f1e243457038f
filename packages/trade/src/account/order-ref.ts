import type { RowMarket } from "../names/row-market.js";
import { type ChangeFields, type OrderChange, toChange } from "../requests/order-request.js";
import type { Order } from "../rows/order.js";

/** Identifies an order: its `orderId`, its `orderIdEx` as a string, or itself, which also tells its market. */
export type OrderRef = bigint | string | Order;

/** The id that a request names an order by. */
export function idsOf(order: OrderRef): { readonly orderID: bigint } | { readonly orderIDEx: string } {
  if (typeof order === "string") return { orderIDEx: order };
  return { orderID: typeof order === "bigint" ? order : order.orderId };
}

/** The fields that change an order. The type of an order that is given as a row tells which of them it needs. */
export function changeOf(order: OrderRef, change: OrderChange, market: RowMarket): ChangeFields {
  const type = typeof order === "object" && typeof order.type === "string" ? order.type : undefined;
  return toChange(change, market, type === "Unknown" ? undefined : type);
}
