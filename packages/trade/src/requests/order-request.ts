import type { C2SOf } from "@opend/core";
import { checkOptions, createError } from "@opend/core/internal";
import { Common, Trd_Common, type Trd_ModifyOrder, type Trd_PlaceOrder } from "@opend/core/protocols";
import type { RowMarket } from "../names/row-market.js";
import { type TradeMarket, toTradeCode } from "../names/trade-markets.js";
import { type Known, parseOption } from "../names/words.js";

const { OrderType, TimeInForce, TrailType, TrdSide } = Trd_Common;

/** How far a trailing order's trigger stays behind the price. */
export interface Trail {
  /** The meaning of `value`: `Ratio` is a percentage, where 20 is 20 %; `Amount` is a distance in money. */
  readonly by: Known<Trd_Common.TrailTypeName>;
  readonly value: number;
  /** The distance from the trigger to the limit. Required for trailing stop limit orders. */
  readonly spread?: number | undefined;
}

/** The fields of every order. */
interface AnyOrder {
  /** Such as `HK.00700`. It must be traded in the account's market. */
  readonly code: string;
  /** `Buy` or `Sell`; `SellShort` and `BuyBack` only at moomoo JP. */
  readonly side: Known<Trd_Common.TrdSideName>;
  /** The number of shares or contracts: a whole number up to 2^53 − 1, or any positive number for cryptocurrencies. */
  readonly quantity: number;
  /**
   * How long it stays valid: for the day, until canceled (`GTC`), right now or never (`IOC`), or until a date (`GTD`).
   * Default: `DAY`.
   */
  readonly timeInForce?: Trd_Common.TimeInForceName | undefined;
  /** The last day, such as `2026-06-30`, for `GTD`. */
  readonly expireTime?: string | undefined;
  /** The session of a US order. Default: the gateway's. */
  readonly session?: Common.SessionName | undefined;
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
  /** `Normal` is the usual limit order. Default: `Normal`. */
  readonly type?:
    | "Normal"
    | "AbsoluteLimit"
    | "AuctionLimit"
    | "SpecialLimit"
    | "SpecialLimit_All"
    | "TWAP_LIMIT"
    | "VWAP_LIMIT";
  readonly price: number;
}

/** An order that accepts any price. */
export interface MarketOrder extends AnyOrder {
  readonly type: "Market" | "Auction" | "TWAP_MARKET" | "VWAP_MARKET";
  readonly price?: undefined;
}

/** An order that becomes a market order once a price is reached. */
export interface TriggeredOrder extends AnyOrder {
  readonly type: "Stop" | "MarketifTouched";
  readonly price?: undefined;
  readonly triggerPrice: number;
}

/** An order that becomes a limit order once a price is reached. */
export interface TriggeredLimitOrder extends AnyOrder {
  readonly type: "StopLimit" | "LimitifTouched";
  readonly price: number;
  readonly triggerPrice: number;
}

/** An order whose trigger follows the price. */
export interface TrailingOrder extends AnyOrder {
  readonly type: "TrailingStop" | "TrailingStopLimit";
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
const unpriced = new Set<Trd_Common.OrderTypeName>([
  "Market",
  "Auction",
  "TWAP_MARKET",
  "VWAP_MARKET",
  "Stop",
  "MarketifTouched",
  "TrailingStop",
  "TrailingStopLimit",
]);
const triggered = new Set<Trd_Common.OrderTypeName>(["Stop", "StopLimit", "MarketifTouched", "LimitifTouched"]);
const trailing = new Set<Trd_Common.OrderTypeName>(["TrailingStop", "TrailingStopLimit"]);
/** Without this, the error for `limit` would suggest another type, whose name is more like it. */
const usualTypes = new Map([["limit", "Normal"]] as const);

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
  const { side, type = "Normal", timeInForce = "DAY", session, remark = "", expireTime, fillOutsideRTH } = order;
  // Before what depends on them: it is of no use to hear that a field does not fit a type that does not exist.
  const orderType = parseOrderType(type);
  const validity = parseOption(TimeInForce, "timeInForce", timeInForce);
  const triggerPrice = "triggerPrice" in order ? order.triggerPrice : undefined;
  const trail = "trail" in order ? order.trail : undefined;
  requireFit("price", order.price, !unpriced.has(type), type);
  requireFit("triggerPrice", triggerPrice, triggered.has(type), type);
  requireFit("trail", trail, trailing.has(type), type);
  requireThat("expireTime", (expireTime !== undefined) === (timeInForce === "GTD"), 'goes with timeInForce: "GTD"');
  const remarkBytes = new TextEncoder().encode(remark).length;
  requireThat("remark", remarkBytes <= maxRemarkBytes, `has at most ${maxRemarkBytes} bytes, not ${remarkBytes}`);
  return {
    header,
    ...toTradeCode(order.code, market),
    trdSide: parseOption(TrdSide, "side", side),
    orderType,
    timeInForce: validity,
    session: session === undefined ? undefined : parseOption(Common.Session, "session", session),
    remark: order.remark,
    expireTime,
    fillOutsideRTH,
    positionID: order.positionId,
    ...toAmounts({ ...order, triggerPrice, trail }, market),
  };
}

/** Returns the value of an order's type. @throws `InvalidOption` */
export function parseOrderType(type: Known<Trd_Common.OrderTypeName>): Trd_Common.OrderType {
  return parseOption(OrderType, "type", type, usualTypes);
}

/** The fields with which `Trd_ModifyOrder` changes an order. */
export type ChangeFields = Omit<C2SOf<typeof Trd_ModifyOrder>, "header" | "orderID" | "modifyOrderOp">;

/** Returns the fields of `Trd_ModifyOrder` that change an order. @throws `InvalidOption` */
export function toChange(change: OrderChange, market: RowMarket): ChangeFields {
  checkOptions("a change of an order", change, changeNames);
  return toAmounts(change, market);
}

function toAmounts({ quantity, price, triggerPrice, trail, adjustLimit }: OrderChange, market: RowMarket) {
  requireThat("quantity", quantity !== undefined, "is missing");
  const isWhole = market === "Crypto" || Number.isInteger(quantity);
  requireThat("quantity", isPositive(quantity) && isWhole, `is a whole number above 0, not ${quantity}`);
  // Beyond this, a number may stand for its neighbor: 2^53 + 1 is 2^53.
  requireThat(
    "quantity",
    quantity <= Number.MAX_SAFE_INTEGER,
    `is at most ${Number.MAX_SAFE_INTEGER}, not ${quantity}`,
  );
  requireThat("price", price === undefined || isPositive(price), `is a number above 0, not ${price}`);
  requireThat(
    "triggerPrice",
    triggerPrice === undefined || isPositive(triggerPrice),
    `is above 0, not ${triggerPrice}`,
  );
  requireThat("trail", trail === undefined || isPositive(trail.value), `has a value above 0, not ${trail?.value}`);
  requireThat("trail", isRealNumber(trail?.spread), `has a spread that is a number, not ${trail?.spread}`);
  requireThat("adjustLimit", isRealNumber(adjustLimit), `is a number, not ${adjustLimit}`);
  return {
    qty: quantity,
    price,
    auxPrice: triggerPrice,
    trailType: trail && parseOption(TrailType, "trail.by", trail.by),
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

function isRealNumber(value: number | undefined): boolean {
  return value === undefined || Number.isFinite(value);
}

function requireThat(option: string, isRight: boolean, rule: string): void {
  if (!isRight) throw createError("InvalidOption", `${option} ${rule}`, { option });
}
