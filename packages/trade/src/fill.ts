import type { Trd_Common } from "@opend/core/protocols";
import { nameOf, optionalNameOf, type Unknown } from "./name-of.js";
import { type FillStatusName, fillStatuses, type Side, sides } from "./names.js";
import { fromTradeCode, type TradeMarket } from "./trade-markets.js";

/** A deal: an order that has filled completely or in part. Paper accounts have none. */
export interface Fill {
  /** The gateway's id. */
  readonly fillId: bigint;
  /** The server's id, as text. */
  readonly fillIdEx: string;
  /** The order that filled. */
  readonly orderId: bigint | undefined;
  readonly orderIdEx: string | undefined;
  /** The security code, such as `HK.00700`. */
  readonly code: string;
  /** The name of the security. */
  readonly name: string;
  readonly side: Side | Unknown;
  readonly status: FillStatusName | Unknown | undefined;
  /** The number of shares or contracts. */
  readonly quantity: number;
  readonly price: number;
  /** YYYY-MM-DD HH:MM:SS, optionally with .MS, in the market's time zone. */
  readonly createTime: string;
  /** Unix seconds. */
  readonly createTimestamp: number | undefined;
  /** All fields, as the gateway sent them. */
  readonly raw: Trd_Common.OrderFill;
}

/** Converts a deal to readable values. */
export function toFill(raw: Trd_Common.OrderFill, market: TradeMarket): Fill {
  return {
    fillId: raw.fillID,
    fillIdEx: raw.fillIDEx,
    orderId: raw.orderID,
    orderIdEx: raw.orderIDEx,
    code: fromTradeCode(raw, market),
    name: raw.name,
    side: nameOf(sides, raw.trdSide),
    status: optionalNameOf(fillStatuses, raw.status),
    quantity: raw.qty,
    price: raw.price,
    createTime: raw.createTime,
    createTimestamp: raw.createTimestamp,
    raw,
  };
}
