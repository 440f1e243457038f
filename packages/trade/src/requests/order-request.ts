import type { C2SOf } from "@opend/core";
import { checkOptions, fieldBounds, valueReach } from "@opend/core/internal";
import { Common, Trd_Common, type Trd_ModifyOrder, type Trd_PlaceOrder } from "@opend/core/protocols";
import type { RowMarket } from "../names/row-market.js";
import { isFutures, type TradeMarket, toTradeCode } from "../names/trade-markets.js";
import { type Known, parseOption } from "../names/words.js";
import { requireBounds, requireReach } from "./bounds.js";
import { readDay } from "./moments.js";
import { hasLimit, type OrderTypeName, requireFields, requireTimeInForce, requireType } from "./order-form.js";
import { requireDigits } from "./require-digits.js";
import { requireThat, shown } from "./require-that.js";

const { OrderType, TimeInForce, TrailType, TrdEnv, TrdSide } = Trd_Common;
const bounds = fieldBounds.Trd_PlaceOrder;

/** How far a trailing order's trigger stays behind the price. */
export interface Trail {
  /** The meaning of `value`: `Ratio` is a percentage below 100, where 20 is 20 %; `Amount` is a distance in money. */
  readonly by: Known<Trd_Common.TrailTypeName>;
  readonly value: number;
  /** The distance from the trigger to the limit. Required for trailing stop limit orders, and only for these. */
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
   * Market orders of HK, A-shares and futures are for the day. Default: `DAY`.
   */
  readonly timeInForce?: Trd_Common.TimeInForceName | undefined;
  /** The last day, such as `2026-06-30`, for `GTD`. */
  readonly expireTime?: string | undefined;
  /** The session of a US order. Others have none. Default: the gateway's. */
  readonly session?: Common.SessionName | undefined;
  /** Whether it may be filled before and after regular trading hours: US limit orders only. Default: false. */
  readonly fillOutsideRTH?: boolean | undefined;
  /** Text that comes back with the order. At most 64 bytes of UTF-8. */
  readonly remark?: string | undefined;
  /**
   * Lets the gateway move a price that is not on a tick, by at most this fraction: 0.015 is 1.5 % up, −0.01 is 1 %
   * down. Between −1 and 1. Default: the gateway refuses such a price.
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

/** An order whose trigger follows the price. It then becomes a market order. */
export interface TrailingOrder extends AnyOrder {
  readonly type: "TrailingStop";
  readonly price?: undefined;
  readonly trail: Trail & { readonly spread?: undefined };
}

/** An order whose trigger follows the price. It then becomes a limit order, at a distance from the trigger. */
export interface TrailingLimitOrder extends AnyOrder {
  readonly type: "TrailingStopLimit";
  readonly price?: undefined;
  readonly trail: Trail & { readonly spread: number };
}

/** An order to place. Its type decides which fields are required. */
export type OrderRequest =
  | LimitOrder
  | MarketOrder
  | TriggeredOrder
  | TriggeredLimitOrder
  | TrailingOrder
  | TrailingLimitOrder;

/** How to modify an order. The gateway does not keep a required value that you leave out, so name all of them. */
export interface OrderChange {
  /** The new total quantity, including what was filled. */
  readonly quantity: number;
  /** The new limit. Required for an order that has one, which an order that is given as a row is checked for. */
  readonly price?: number | undefined;
  /** The new trigger. Required for an order that has one. */
  readonly triggerPrice?: number | undefined;
  /** The new trail. Required for an order that has one. */
  readonly trail?: Trail | undefined;
  /** As for a new order. */
  readonly adjustLimit?: number | undefined;
}

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

/** Where an order is placed. */
export interface OrderDesk {
  readonly header: Trd_Common.TrdHeader;
  readonly market: TradeMarket;
  /** The broker. Undefined where the gateway does not say it. */
  readonly firm?: string | number | undefined;
}

/** Returns the request that places an order. @throws `InvalidCode`, `InvalidOption` */
export function toPlaceOrder(order: OrderRequest, { header, market, firm }: OrderDesk): C2SOf<typeof Trd_PlaceOrder> {
  checkOptions("an order", order, orderNames);
  const { code, side, type = "Normal", timeInForce = "DAY", session, expireTime, fillOutsideRTH } = order;
  const tradeCode = toTradeCode(code, market);
  requireDigits(code, tradeCode);
  // Before what depends on them: it is of no use to hear that a field does not fit a type that does not exist.
  const orderType = parseOrderType(type);
  const validity = parseOption(TimeInForce, "timeInForce", timeInForce);
  const trdSide = parseOption(TrdSide, "side", side);
  requireType(type, code, header.trdEnv === TrdEnv.Simulate);
  requireTimeInForce(type, timeInForce, market);
  const triggerPrice = "triggerPrice" in order ? order.triggerPrice : undefined;
  const trail = "trail" in order ? order.trail : undefined;
  requireFields(type, { price: order.price, triggerPrice, trail });
  requireThat("expireTime", (expireTime !== undefined) === (timeInForce === "GTD"), 'goes with timeInForce: "GTD"');
  const isDay = expireTime === undefined || readDay(expireTime) !== undefined;
  requireThat("expireTime", isDay, `is a day, such as 2026-06-30, not ${shown(expireTime)}`);
  const place = { code, firm };
  if (side === "SellShort" || side === "BuyBack") requireReach("side", valueReach.TrdSide[side], place, side);
  requireBounds("session", session, bounds.session, place);
  requireBounds("fillOutsideRTH", fillOutsideRTH, bounds.fillOutsideRTH, place);
  requireThat(
    "fillOutsideRTH",
    !fillOutsideRTH || hasLimit(type),
    `does not fit an order of type ${type}: it has no limit`,
  );
  requireBounds("remark", order.remark, bounds.remark);
  requireBounds("positionId", order.positionId, bounds.positionID, place);
  return {
    header,
    ...tradeCode,
    trdSide,
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
export function parseOrderType(type: OrderTypeName): Trd_Common.OrderType {
  return parseOption(OrderType, "type", type, usualTypes);
}

/** The fields with which `Trd_ModifyOrder` changes an order. */
export type ChangeFields = Omit<C2SOf<typeof Trd_ModifyOrder>, "header" | "orderID" | "modifyOrderOp">;

/**
 * Returns the fields of `Trd_ModifyOrder` that change an order.
 *
 * @param type the type of the order, as far as it is known
 * @throws `InvalidOption`
 */
export function toChange(change: OrderChange, market: RowMarket, type?: OrderTypeName): ChangeFields {
  checkOptions("a change of an order", change, changeNames);
  if (type !== undefined) requireFields(type, change);
  return toAmounts(change, market);
}

function toAmounts({ quantity, price, triggerPrice, trail, adjustLimit }: OrderChange, market: RowMarket) {
  requireThat("quantity", quantity !== undefined, "is missing");
  const isWhole = market === "Crypto" || Number.isInteger(quantity);
  const rule = market === "Crypto" ? "a number above 0" : "a whole number above 0";
  requireThat("quantity", isPositive(quantity) && isWhole, `is ${rule}, not ${shown(quantity)}`);
  // Beyond this, a number may stand for its neighbor: 2^53 + 1 is 2^53.
  const isExact = quantity <= Number.MAX_SAFE_INTEGER;
  const most = `is at most ${Number.MAX_SAFE_INTEGER}, since a number has no more digits, not ${quantity}`;
  requireThat("quantity", isExact, most);
  if (price !== undefined) requirePrice("price", price, market);
  if (triggerPrice !== undefined) requirePrice("triggerPrice", triggerPrice, market);
  requireBounds("adjustLimit", adjustLimit, bounds.adjustSideAndLimit);
  return {
    qty: quantity,
    price,
    auxPrice: triggerPrice,
    ...(trail !== undefined && toTrail(trail)),
    adjustPrice: adjustLimit === undefined ? undefined : true,
    adjustSideAndLimit: adjustLimit,
  };
}

/** Futures may trade below 0, as oil did in April 2020. Everything else does not. @throws `InvalidOption` */
export function requirePrice(option: string, price: number, market: RowMarket): void {
  const isOfFutures = typeof market === "string" && isFutures(market);
  const fits = isPositive(price) || (isOfFutures && isPositive(-price));
  requireThat(option, fits, `is a number ${isOfFutures ? "other than" : "above"} 0, not ${shown(price)}`);
}

function toTrail(trail: Trail) {
  checkOptions("a trail", trail, ["by", "value", "spread"]);
  const { by, value, spread } = trail;
  const trailType = parseOption(TrailType, "trail.by", by);
  requireThat("trail.value", isPositive(value), `is a number above 0, not ${shown(value)}`);
  const isBelowAll = by !== "Ratio" || value < 100;
  requireThat("trail.value", isBelowAll, `is a percentage below 100, where 20 is 20 %, not ${value}`);
  const isNumber = spread === undefined || Number.isFinite(spread);
  requireThat("trail.spread", isNumber, `is a number, not ${shown(spread)}`);
  return { trailType, trailValue: value, trailSpread: spread };
}

function isPositive(value: number): boolean {
  return Number.isFinite(value) && value > 0;
}
