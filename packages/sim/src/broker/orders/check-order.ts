import { formatSecurity, marketOf, nameOf } from "@opend/core";
import { formsOfOrderType } from "@opend/core/internal";
import { Trd_Common } from "@opend/core/protocols";
import { refuse } from "../../base/refuse.js";
import { futuresMarginRatio, type SimulatedAccount } from "../accounts/simulated-account.js";
import type { OrderTerms, OrderTriggers, SimulatedOrder } from "../accounts/simulated-order.js";
import { isFuturesMarket, quotedAs, tradingMarkets } from "../accounts/trading-markets.js";

const { OrderType, TimeInForce, TrdSide } = Trd_Common;
const simulatedTimes = new Set<number>([TimeInForce.DAY, TimeInForce.GTC, TimeInForce.IOC]);
const maxRemarkBytes = 64;

/** Refuses an order that cannot be placed. @param quote the current price of the security */
export function checkOrder(account: SimulatedAccount, terms: OrderTerms, quote: number): void {
  const { market, side, type, timeInForce, remark = "" } = terms;
  const isBuy = side === TrdSide.Buy;
  if (!isBuy && side !== TrdSide.Sell) refuse(`an order is placed with side buy (1) or sell (2), not ${side}`);
  checkType(account, terms);
  if (
    !simulatedTimes.has(timeInForce) &&
    (timeInForce !== TimeInForce.GTD || terms.triggers.expireTime === undefined)
  ) {
    refuse(`time in force ${timeInForce} is not simulated: DAY (0), GTC (1), IOC (2), and GTD (3) with expireTime are`);
  }
  const isDayOrder = formOf(type).dayOnlyIn.some((each) => each === market);
  if (isDayOrder && timeInForce !== TimeInForce.DAY) refuse(`market orders in ${market} are day orders`);
  if (new TextEncoder().encode(remark).length > maxRemarkBytes) refuse(`a remark has at most ${maxRemarkBytes} bytes`);
  checkSize(terms);
  checkCover(account, { ...terms, price: terms.price ?? terms.triggers.auxPrice ?? quote });
}

/** Refuses an order type that does not exist, that the account or the security does not take, or that lacks a field. */
function checkType({ isReal }: SimulatedAccount, { type, price, triggers, ...traded }: OrderTerms): void {
  const { needs, only, paper } = formOf(type);
  if (!isReal && !paper)
    refuse(`order type ${type} is for real accounts: paper ones take limit (1) and market (2) orders`);
  const prefix = marketOf(formatSecurity(quotedAs(traded)));
  if (only.length > 0 && !only.some((each) => each === prefix)) {
    refuse(`order type ${type} is for securities of ${only.join(" and ")} only`);
  }
  const given = { price, ...triggers };
  const missing = needs.find((need) => need !== "price" && given[need] === undefined);
  if (missing !== undefined) refuse(`order type ${type} needs ${missing}`);
}

function formOf(type: number) {
  const name = nameOf(OrderType, type);
  return name === undefined || name === "Unknown" ? refuse(`there is no order type ${type}`) : formsOfOrderType[name];
}

/** What an open order is changed to. */
export interface OrderChange {
  readonly quantity: number;
  /** Undefined for an order without a price. */
  readonly price: number | undefined;
  /** Those that are undefined stay as they are. */
  readonly triggers: OrderTriggers;
}

/** Refuses a change of an open order that cannot be made. */
export function checkChange(account: SimulatedAccount, order: SimulatedOrder, change: OrderChange): void {
  const { triggers } = order;
  const price = change.price ?? change.triggers.auxPrice ?? triggers.auxPrice;
  const terms = { ...order.terms, quantity: change.quantity, price };
  checkSize(terms);
  if (change.quantity <= order.filledQuantity) {
    refuse(`${order.filledQuantity} shares of the order have filled: give a larger quantity, or cancel the order`);
  }
  checkCover(account, { ...terms, quantity: change.quantity - order.filledQuantity }, order);
}

function checkSize({ market, type, quantity, price }: OrderTerms): void {
  const { lotSize } = tradingMarkets[market];
  const isWhole = lotSize === undefined || quantity % lotSize === 0;
  if (!(quantity > 0 && isWhole)) {
    const rule = lotSize === undefined ? "above 0" : `a positive multiple of the lot size, ${lotSize}`;
    refuse(`the quantity is ${quantity}: it has to be ${rule}`);
  }
  const needsPrice = formOf(type).needs.some((need) => need === "price");
  // Futures have been traded below 0.
  const isPrice = price !== undefined && Number.isFinite(price) && (isFuturesMarket(market) || price > 0);
  if (needsPrice && !isPrice) refuse(`the price is ${price}: it has to be above 0`);
}

function checkCover(account: SimulatedAccount, terms: OrderTerms, without?: SimulatedOrder): void {
  const { market, home, side, quantity, price = 0 } = terms;
  if (side === TrdSide.Buy) {
    const power = account.buyingPower(home.currency, without);
    const cost = quantity * price * (isFuturesMarket(market) ? futuresMarginRatio : 1);
    if (cost > power) refuse(`the order costs ${cost}, and the buying power is ${power}`);
    return;
  }
  const sellable = account.sellable(terms, without);
  if (quantity > sellable) refuse(`${quantity} shares are to be sold, and ${sellable} can be: nothing is sold short`);
}
