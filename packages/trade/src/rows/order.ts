import type { Trd_Common } from "@opend/core/protocols";
import { nameOf, optionalNameOf, type Unknown } from "../names/name-of.js";
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
} from "../names/names.js";
import { fromTradeCode, type TradeMarket } from "../names/trade-markets.js";

/** An order as the gateway last reported it. */
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
  /** Whether it may still be filled. */
  readonly isOpen: boolean;
  /** The number of shares or contracts that were ordered. */
  readonly quantity: number;
  /** The limit, if it has one. */
  readonly price: number | undefined;
  /** Shares or contracts that were filled. */
  readonly filledQuantity: number;
  /** The average price of what was filled. Undefined while nothing was filled. */
  readonly averageFillPrice: number | undefined;
  readonly timeInForce: TimeInForceName | Unknown | undefined;
  /** The session of a US order. */
  readonly session: SessionName | Unknown | undefined;
  readonly currency: CurrencyName | Unknown | undefined;
  /** The remark that was given when it was placed. */
  readonly remark: string | undefined;
  /** The last error, as the gateway reported it. */
  readonly error: string | undefined;
  /** YYYY-MM-DD HH:MM:SS, possibly with .MS, in the market's time zone. */
  readonly createTime: string;
  /** In the format of `createTime`. */
  readonly updateTime: string;
  /** Unix seconds. */
  readonly createTimestamp: number | undefined;
  /** Unix seconds. */
  readonly updateTimestamp: number | undefined;
  /** The whole message from the gateway. */
  readonly raw: Trd_Common.Order;
}

const openStatuses = new Set<OrderStatusName | Unknown>([
  "waiting-submit",
  "submitting",
  "submitted",
  "filled-part",
  "canceling-part",
  "canceling-all",
]);

/** Converts an order to plain data. */
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
