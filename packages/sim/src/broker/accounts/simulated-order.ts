import { Trd_Common } from "@opend/core/protocols";
import { roundTo } from "../../base/hash.js";
import { type TradedSecurity, tradeTimeText, tradingMarkets } from "./trading-markets.js";

const { OrderStatus, OrderType } = Trd_Common;

/** The terms that an order is placed with. */
export interface OrderTerms extends TradedSecurity {
  readonly name: string;
  /** A `Trd_Common.TrdSide` value: buy or sell. */
  readonly side: number;
  /** A `Trd_Common.OrderType` value. */
  readonly type: number;
  readonly quantity: number;
  /** Undefined for an order that fills at any price. */
  readonly price: number | undefined;
  readonly timeInForce: number;
  readonly remark: string | undefined;
  readonly fillOutsideRTH: boolean | undefined;
  readonly session: number | undefined;
  /** The status that the order shows instead of its own. */
  readonly shownStatus: number | undefined;
  readonly triggers: OrderTriggers;
}

/** What an order has that does not fill by its price alone. */
export type OrderTriggers = Pick<
  Trd_Common.Order,
  "auxPrice" | "trailType" | "trailValue" | "trailSpread" | "expireTime"
>;

/** One order and its progress. */
export class SimulatedOrder {
  readonly id: bigint;
  readonly terms: OrderTerms;
  readonly createdMs: number;
  quantity: number;
  price: number | undefined;
  triggers: OrderTriggers;
  /** A `Trd_Common.OrderStatus` value. */
  status: number = OrderStatus.Submitted;
  filledQuantity = 0;
  /** The value of the filled part. */
  filledValue = 0;
  updatedMs: number;

  constructor(id: bigint, terms: OrderTerms, nowMs: number) {
    this.id = id;
    this.terms = terms;
    this.quantity = terms.quantity;
    this.price = terms.price;
    this.triggers = terms.triggers;
    this.createdMs = nowMs;
    this.updatedMs = nowMs;
  }

  /** The id as text. Its prefix says that the order is simulated. */
  get idEx(): string {
    return `SIM${this.id}`;
  }

  get isBuy(): boolean {
    return this.terms.side === Trd_Common.TrdSide.Buy;
  }

  get isMarket(): boolean {
    return this.terms.type === OrderType.Market;
  }

  /** Whether the order can still fill. */
  get isOpen(): boolean {
    return this.status === OrderStatus.Submitted || this.status === OrderStatus.Filled_Part;
  }

  get remaining(): number {
    return this.quantity - this.filledQuantity;
  }

  /**
   * Whether the order fills at a price. Only limit and market orders do: triggers, auctions and algorithms are not
   * simulated.
   */
  takes(price: number): boolean {
    if (this.isMarket) return true;
    if (this.price === undefined || this.terms.type !== OrderType.Normal) return false;
    return this.isBuy ? price <= this.price : price >= this.price;
  }

  /** Records that a part of the order has filled. */
  fill(quantity: number, price: number, nowMs: number): void {
    this.filledQuantity += quantity;
    this.filledValue += quantity * price;
    this.turn(this.remaining > 0 ? OrderStatus.Filled_Part : OrderStatus.Filled_All, nowMs);
  }

  /** Cancels the part that has not filled. */
  cancel(nowMs: number): void {
    this.turn(this.filledQuantity > 0 ? OrderStatus.Cancelled_Part : OrderStatus.Cancelled_All, nowMs);
  }

  /** Changes triggers. Those that are undefined stay as they are. */
  retrigger({ auxPrice, trailType, trailValue, trailSpread, expireTime }: OrderTriggers): void {
    const before = this.triggers;
    this.triggers = {
      auxPrice: auxPrice ?? before.auxPrice,
      trailType: trailType ?? before.trailType,
      trailValue: trailValue ?? before.trailValue,
      trailSpread: trailSpread ?? before.trailSpread,
      expireTime: expireTime ?? before.expireTime,
    };
  }

  /** Changes the status, a `Trd_Common.OrderStatus` value. */
  turn(status: number, nowMs: number): void {
    this.status = status;
    this.updatedMs = nowMs;
  }

  /** The order as a message. */
  toMessage(): Trd_Common.Order {
    const { market, home, code, name, side, type, remark, timeInForce, fillOutsideRTH, session } = this.terms;
    return {
      trdSide: side,
      orderType: type,
      orderStatus: this.terms.shownStatus ?? this.status,
      orderID: this.id,
      orderIDEx: this.idEx,
      code,
      name,
      qty: this.quantity,
      price: this.price ?? 0,
      createTime: tradeTimeText(market, this.createdMs),
      updateTime: tradeTimeText(market, this.updatedMs),
      fillQty: this.filledQuantity,
      fillAvgPrice: this.filledQuantity > 0 ? roundTo(this.filledValue / this.filledQuantity, 3) : 0,
      lastErrMsg: "",
      secMarket: home.secMarket,
      createTimestamp: this.createdMs / 1000,
      updateTimestamp: this.updatedMs / 1000,
      remark,
      timeInForce,
      fillOutsideRTH,
      currency: home.currency,
      trdMarket: tradingMarkets[market].trdMarket,
      session,
      ...this.triggers,
      comboLegs: [],
    };
  }
}
