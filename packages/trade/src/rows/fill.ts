import { Trd_Common } from "@opend/core/protocols";
import type { RowMarket } from "../names/row-market.js";
import { fromTradeCode } from "../names/trade-markets.js";
import { wordOf } from "../names/words.js";

const { OrderFillStatus, TrdSide } = Trd_Common;

/** A deal: an order, or a part of one, that was filled. Paper accounts have none. */
export interface Fill {
  /** The gateway's id. */
  readonly fillId: bigint;
  /** The server's id, as text. */
  readonly fillIdEx: string;
  /** The order that was filled. */
  readonly orderId: bigint | undefined;
  readonly orderIdEx: string | undefined;
  /** The market of the account that it is in. A number if it is newer than the contract, undefined if nothing tells. */
  readonly market: RowMarket;
  /** The security code, such as `HK.00700`. */
  readonly code: string;
  /** The name of the security. */
  readonly name: string;
  readonly side: Trd_Common.TrdSideName | number;
  readonly status: Trd_Common.OrderFillStatusName | number | undefined;
  /** The number of shares or contracts. */
  readonly quantity: number;
  readonly price: number;
  /** YYYY-MM-DD HH:MM:SS, possibly with .MS, in the market's time zone. */
  readonly createTime: string;
  /** Unix seconds. */
  readonly createTimestamp: number | undefined;
  /** The whole message from the gateway. */
  readonly raw: Trd_Common.OrderFill;
}

/** Converts a deal to plain data. */
export function toFill(raw: Trd_Common.OrderFill, market: RowMarket): Fill {
  return {
    fillId: raw.fillID,
    fillIdEx: raw.fillIDEx,
    orderId: raw.orderID,
    orderIdEx: raw.orderIDEx,
    market,
    code: fromTradeCode(raw, market),
    name: raw.name,
    side: wordOf(TrdSide, raw.trdSide),
    status: wordOf(OrderFillStatus, raw.status),
    quantity: raw.qty,
    price: raw.price,
    createTime: raw.createTime,
    createTimestamp: raw.createTimestamp,
    raw,
  };
}
