import type { C2SOf } from "@opend/core";
import { checkOptions, createError } from "@opend/core/internal";
import type { Trd_Common, Trd_ModifyOrder, Trd_PlaceOrder } from "@opend/core/protocols";
import { numberFor } from "../names/name-of.js";
import {
  type OrderTypeName,
  orderTypes,
  type SessionName,
  type Side,
  sessions,
  sides,
  type TimeInForceName,
  type TrailTypeName,
  timesInForce,
  trailTypes,
} from "../names/names.js";
import { type TradeMarket, toTradeCode } from "../names/trade-markets.js";

/** How far a trailing order's trigger stays behind the price. */
export interface Trail {
  /** The meaning of `value`: a percentage, where 20 is 20 %, or an amount. */
  readonly by: TrailTypeName;
  readonly value: number;
  /** The distance from the trigger to the limit. Required for trailing stop limit orders. */
  readonly spread?: number | undefined;
}

/** The fields of every order. */
interface AnyOrder {
  /** Such as `HK.00700`. It must be traded in the account's market. */
  readonly code: string;
  readonly side: Side;
  /** The number of shares or contracts: a whole number, or any positive number for cryptocurrencies. */
  readonly quantity: number;
  /** Default: `day`. */
  readonly timeInForce?: TimeInForceName | undefined;
  /** The last day, such as `2026-06-30`, for `gtd`. */
  readonly expireTime?: string | undefined;
  /** The session of a US order. Default: the gateway's. */
  readonly session?: SessionName | undefined;
  /** Whether it may be filled before and after regular trading hours: US limit orders only. Default: false. */
  readonly fillOutsideRTH?: boolean | undefined;
  /** Text that comes back with the order. At most 64 bytes of UTF-8. */
  readonly remark?: string | undefined;
  /**
   * Lets the gateway move a price that is not on a tick, by at most this fraction: 0.015 is 1.5 % up, −0.01 is 1 %
   * down. Default: the gateway refuses such a price.
   */
  readonly adjustLimit?: number | undefined;
  /** The position to close. moomoo JP only. */
  readonly positionId?: bigint | undefined;
}

/** An order that is filled at a price or better. The gateway cuts off decimals of the price after the third. */
export interface LimitOrder extends AnyOrder {
  /** Default: `limit`. */
  readonly type?:
    | "limit"
    | "absolute-limit"
    | "auction-limit"
    | "special-limit"
    | "special-limit-all"
    | "twap-limit"
    | "vwap-limit";
  readonly price: number;
}

/** An order that accepts any price. */
export interface MarketOrder extends AnyOrder {
  readonly type: "market" | "auction" | "twap-market" | "vwap-market";
  readonly price?: undefined;
}

/** An order that becomes a market order once a price is reached. */
export interface TriggeredOrder extends AnyOrder {
  readonly type: "stop" | "market-if-touched";
  readonly price?: undefined;
  readonly triggerPrice: number;
}

/** An order that becomes a limit order once a price is reached. */
export interface TriggeredLimitOrder extends AnyOrder {
  readonly type: "stop-limit" | "limit-if-touched";
  readonly price: number;
  readonly triggerPrice: number;
}

/** An order whose trigger follows the price. */
export interface TrailingOrder extends AnyOrder {
  readonly type: "trailing-stop" | "trailing-stop-limit";
  readonly price?: undefined;
  readonly trail: Trail;
}

/** An order to place. Its type decides which fields are required. */
export type OrderRequest = LimitOrder | MarketOrder | TriggeredOrder | TriggeredLimitOrder | TrailingOrder;

/** How to modify an order. The gateway does not keep a required value that you leave out, so name all of them. */
export interface OrderChange {
  /** The new total quantity, including what was filled. */
  readonly quantity: number;
  /** The new limit. Required for an order that has one. */
  readonly price?: number | undefined;
  /** The new trigger. Required for an order that has one. */
  readonly triggerPrice?: number | undefined;
  /** The new trail. Required for an order that has one. */
  readonly trail?: Trail | undefined;
  /** As for a new order. */
  readonly adjustLimit?: number | undefined;
}

const maxRemarkBytes = 64;
/** The types that are filled at any price, at once or when they are triggered. */
const unpriced = new Set<OrderTypeName>([
  "market",
  "auction",
  "twap-market",
  "vwap-market",
  "stop",
  "market-if-touched",
  "trailing-stop",
  "trailing-stop-limit",
]);
const triggered = new Set<OrderTypeName>(["stop", "stop-limit", "market-if-touched", "limit-if-touched"]);
const trailing = new Set<OrderTypeName>(["trailing-stop", "trailing-stop-limit"]);

/** The names of all fields of an order. The type keeps the list complete. */
const names: Readonly<Record<keyof AnyOrder | "type" | "price" | "triggerPrice" | "trail", true>> = {
  code: true,
  side: true,
  quantity: true,
  type: true,
  price: true,
  triggerPrice: true,
  trail: true,
  timeInForce: true,
  expireTime: true,
  session: true,
  fillOutsideRTH: true,
  remark: true,
  adjustLimit: true,
  positionId: true,
};
const orderNames = Object.keys(names);
const changeNames: readonly (keyof OrderChange)[] = ["quantity", "price", "triggerPrice", "trail", "adjustLimit"];

/** Returns the request that places an order. @throws `InvalidCode`, `InvalidOption` */
export function toPlaceOrder(
  order: OrderRequest,
  header: Trd_Common.TrdHeader,
  market: TradeMarket,
): C2SOf<typeof Trd_PlaceOrder> {
  checkOptions("an order", order, orderNames);
  const { side, type = "limit", timeInForce = "day", session, remark = "", expireTime, fillOutsideRTH } = order;
  const triggerPrice = "triggerPrice" in order ? order.triggerPrice : undefined;
  const trail = "trail" in order ? order.trail : undefined;
  requireFit("price", order.price, !unpriced.has(type), type);
  requireFit("triggerPrice", triggerPrice, triggered.has(type), type);
  requireFit("trail", trail, trailing.has(type), type);
  requireThat("expireTime", (expireTime !== undefined) === (timeInForce === "gtd"), 'goes with timeInForce: "gtd"');
  const remarkBytes = new TextEncoder().encode(remark).length;
  requireThat("remark", remarkBytes <= maxRemarkBytes, `has at most ${maxRemarkBytes} bytes, not ${remarkBytes}`);
  return {
    header,
    ...toTradeCode(order.code, market),
    trdSide: numberFor(sides, side, "side"),
    orderType: numberFor(orderTypes, type, "type"),
    timeInForce: numberFor(timesInForce, timeInForce, "timeInForce"),
    session: session && numberFor(sessions, session, "session"),
    remark: order.remark,
    expireTime,
    fillOutsideRTH,
    positionID: order.positionId,
    ...toAmounts({ ...order, triggerPrice, trail }, market),
  };
}

/** The fields with which `Trd_ModifyOrder` changes an order. */
export type ChangeFields = Omit<C2SOf<typeof Trd_ModifyOrder>, "header" | "orderID" | "modifyOrderOp">;

/** Returns the fields of `Trd_ModifyOrder` that change an order. @throws `InvalidOption` */
export function toChange(change: OrderChange, market: TradeMarket): ChangeFields {
  checkOptions("a change of an order", change, changeNames);
  return toAmounts(change, market);
}

function toAmounts({ quantity, price, triggerPrice, trail, adjustLimit }: OrderChange, market: TradeMarket) {
  requireThat("quantity", quantity !== undefined, "is missing");
  const isWhole = market === "Crypto" || Number.isInteger(quantity);
  requireThat("quantity", isPositive(quantity) && isWhole, `is a whole number above 0, not ${quantity}`);
  requireThat("price", price === undefined || isPositive(price), `is a number above 0, not ${price}`);
  requireThat(
    "triggerPrice",
    triggerPrice === undefined || isPositive(triggerPrice),
    `is above 0, not ${triggerPrice}`,
  );
  requireThat("trail", trail === undefined || isPositive(trail.value), `has a value above 0, not ${trail?.value}`);
  return {
    qty: quantity,
    price,
    auxPrice: triggerPrice,
    trailType: trail && numberFor(trailTypes, trail.by, "trail.by"),
    trailValue: trail?.value,
    trailSpread: trail?.spread,
    adjustPrice: adjustLimit === undefined ? undefined : true,
    adjustSideAndLimit: adjustLimit,
  };
}

/** @throws `InvalidOption` when an order has a field that its type does not take, or lacks a required one */
function requireFit(option: string, value: unknown, isNeeded: boolean, type: string): void {
  requireThat(option, isNeeded || value === undefined, `does not fit an order of type ${type}: leave it out`);
  requireThat(option, !isNeeded || value !== undefined, `is missing: an order of type ${type} needs one`);
}

function isPositive(value: number): boolean {
  return Number.isFinite(value) && value > 0;
}

function requireThat(option: string, isRight: boolean, rule: string): void {
  if (!isRight) throw createError("InvalidOption", `${option} ${rule}`, { option });
}
