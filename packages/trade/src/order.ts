import type { Trd_Common } from "@opend/core/protocols";
import { nameOf, optionalNameOf, type Unknown } from "./name-of.js";
import {
  type CurrencyName,
  currencies,
  type OrderStatusName,
  type OrderTypeName,
  orderStatuses,
  orderTypes,
  type SessionName,
  type Side,
  sessions,
  sides,
  type TimeInForceName,
  timesInForce,
} from "./names.js";
import { fromTradeCode, type TradeMarket } from "./trade-markets.js";

/** An order, as of the gateway's report. */
export interface Order {
  /** The gateway's id. */
  readonly orderId: bigint;
  /** The server's id, as text. It can be used instead of `orderId`. */
  readonly orderIdEx: string;
  /** The security code, such as `HK.00700`. */
  readonly code: string;
  /** The name of the security. */
  readonly name: string;
  readonly side: Side | Unknown;
  readonly type: OrderTypeName | Unknown;
  readonly status: OrderStatusName | Unknown;
  /** Whether the order may still fill. */
  readonly isOpen: boolean;
  /** The number of shares or contracts that were ordered. */
  readonly quantity: number;
  /** The limit, if there is one. */
  readonly price: number | undefined;
  /** The number of shares or contracts that have filled. */
  readonly filledQuantity: number;
  /** The average price of the filled part; undefined while nothing has filled. */
  readonly averageFillPrice: number | undefined;
  readonly timeInForce: TimeInForceName | Unknown | undefined;
  /** The session of a US order. */
  readonly session: SessionName | Unknown | undefined;
  readonly currency: CurrencyName | Unknown | undefined;
  /** The remark from when the order was placed. */
  readonly remark: string | undefined;
  /** The last error, as the gateway reported it. */
  readonly error: string | undefined;
  /** YYYY-MM-DD HH:MM:SS, optionally with .MS, in the market's time zone. */
  readonly createTime: string;
  /** In the same format as `createTime`. */
  readonly updateTime: string;
  /** Unix seconds. */
  readonly createTimestamp: number | undefined;
  /** Unix seconds. */
  readonly updateTimestamp: number | undefined;
  /** All fields, as the gateway sent them. */
  readonly raw: Trd_Common.Order;
}

const openStatuses = new Set<OrderStatusName | Unknown>([
  "waiting-submit",
  "submitting",
  "submitted",
  "filled-part",
  "cancelling-part",
  "cancelling-all",
]);

/** Converts an order to readable values. */
export function toOrder(raw: Trd_Common.Order, market: TradeMarket): Order {
  const status = nameOf(orderStatuses, raw.orderStatus);
  const filledQuantity = raw.fillQty ?? 0;
  return {
    orderId: raw.orderID,
    orderIdEx: raw.orderIDEx,
    code: fromTradeCode(raw, market),
    name: raw.name,
    side: nameOf(sides, raw.trdSide),
    type: nameOf(orderTypes, raw.orderType),
    status,
    isOpen: openStatuses.has(status),
    quantity: raw.qty,
    price: raw.price || undefined,
    filledQuantity,
    averageFillPrice: filledQuantity > 0 ? raw.fillAvgPrice : undefined,
    timeInForce: optionalNameOf(timesInForce, raw.timeInForce),
    session: optionalNameOf(sessions, raw.session),
    currency: optionalNameOf(currencies, raw.currency),
    remark: raw.remark || undefined,
    error: raw.lastErrMsg || undefined,
    createTime: raw.createTime,
    updateTime: raw.updateTime,
    createTimestamp: raw.createTimestamp,
    updateTimestamp: raw.updateTimestamp,
    raw,
  };
}
