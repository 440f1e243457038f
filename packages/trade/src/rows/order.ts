import { stagesOfOrderStatus } from "@opend/core/internal";
import { Common, Trd_Common } from "@opend/core/protocols";
import type { RowMarket } from "../names/row-market.js";
import { fromTradeCode } from "../names/trade-markets.js";
import { wordOf } from "../names/words.js";

const { Currency, OrderStatus, OrderType, TimeInForce, TrdSide } = Trd_Common;

/** An order as the gateway last reported it. */
export interface Order {
  /** The gateway's id. */
  readonly orderId: bigint;
  /** The server's id, as text. It can be used instead of `orderId`. */
  readonly orderIdEx: string;
  /** The market of the account that it is in. A number if it is newer than the contract, undefined if nothing tells. */
  readonly market: RowMarket;
  /** The security code, such as `HK.00700`. */
  readonly code: string;
  /** The name of the security. */
  readonly name: string;
  readonly side: Trd_Common.TrdSideName | number;
  /** The type of the order. `Normal` is a limit order. */
  readonly type: Trd_Common.OrderTypeName | number;
  readonly status: Trd_Common.OrderStatusName | number;
  /**
   * Whether it may still be filled. False only once its status is known to be final, and while it is `Disabled`: off the
   * exchange until somebody enables it.
   */
  readonly isOpen: boolean;
  /**
   * Whether its status says nothing about what became of it: `Unknown`, `TimeOut`, or a status that is newer than this
   * package. It may be filled, open, or never have been placed, so `isOpen` is true as well. Look again before you place
   * it once more.
   */
  readonly isOutcomeUnknown: boolean;
  /** The number of shares or contracts that were ordered. */
  readonly quantity: number;
  /** The limit, if it has one. */
  readonly price: number | undefined;
  /** Shares or contracts that were filled. */
  readonly filledQuantity: number;
  /** The average price of what was filled. Undefined while nothing was filled. */
  readonly averageFillPrice: number | undefined;
  readonly timeInForce: Trd_Common.TimeInForceName | number | undefined;
  /** The session of a US order. */
  readonly session: Common.SessionName | number | undefined;
  readonly currency: Trd_Common.CurrencyName | number | undefined;
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

/** Converts an order to plain data. */
export function toOrder(raw: Trd_Common.Order, market: RowMarket): Order {
  const filledQuantity = raw.fillQty ?? 0;
  const stage = stagesOfOrderStatus[raw.orderStatus] ?? "unknown";
  return {
    orderId: raw.orderID,
    orderIdEx: raw.orderIDEx,
    market,
    code: fromTradeCode(raw, market),
    name: raw.name,
    side: wordOf(TrdSide, raw.trdSide),
    type: wordOf(OrderType, raw.orderType),
    status: wordOf(OrderStatus, raw.orderStatus),
    isOpen: stage !== "final" && stage !== "disabled",
    isOutcomeUnknown: stage === "unknown",
    quantity: raw.qty,
    price: raw.price || undefined,
    filledQuantity,
    averageFillPrice: filledQuantity > 0 ? raw.fillAvgPrice : undefined,
    timeInForce: wordOf(TimeInForce, raw.timeInForce),
    session: wordOf(Common.Session, raw.session),
    currency: wordOf(Currency, raw.currency),
    remark: raw.remark || undefined,
    error: raw.lastErrMsg || undefined,
    createTime: raw.createTime,
    updateTime: raw.updateTime,
    createTimestamp: raw.createTimestamp,
    updateTimestamp: raw.updateTimestamp,
    raw,
  };
}
