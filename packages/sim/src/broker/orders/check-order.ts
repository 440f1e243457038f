import { Trd_Common } from "@opend/core/protocols";
import { refuse } from "../../base/refuse.js";
import { futuresMarginRatio, type SimulatedAccount } from "../accounts/simulated-account.js";
import type { OrderTerms, SimulatedOrder } from "../accounts/simulated-order.js";
import { isFuturesMarket, tradingMarkets } from "../accounts/trading-markets.js";

const { OrderType, TimeInForce, TrdSide } = Trd_Common;
const simulatedTimes = new Set<number>([TimeInForce.DAY, TimeInForce.GTC, TimeInForce.IOC]);
const maxRemarkBytes = 64;

/** Refuses an order that cannot be placed. @param quote the current price of the security */
export function checkOrder(account: SimulatedAccount, terms: OrderTerms, quote: number): void {
  const { market, side, type, timeInForce, remark = "" } = terms;
  const isBuy = side === TrdSide.Buy;
  if (!isBuy && side !== TrdSide.Sell) refuse(`an order is placed with side buy (1) or sell (2), not ${side}`);
  if (type !== OrderType.Normal && type !== OrderType.Market) {
    refuse(`order type ${type} is not simulated: only limit (1) and market (2) orders are`);
  }
  if (!simulatedTimes.has(timeInForce)) {
    refuse(`time in force ${timeInForce} is not simulated: only DAY (0), GTC (1) and IOC (2) are`);
  }
  const isMarket = type === OrderType.Market;
  if (isMarket && market === "HK" && timeInForce !== TimeInForce.DAY) {
    refuse("market orders in HK are day orders");
  }
  if (new TextEncoder().encode(remark).length > maxRemarkBytes) refuse(`a remark has at most ${maxRemarkBytes} bytes`);
  checkSize(terms);
  checkCover(account, { ...terms, price: isMarket ? quote : terms.price });
}

/** Refuses a change of an open order that cannot be made. */
export function checkChange(
  account: SimulatedAccount,
  order: SimulatedOrder,
  change: { readonly quantity: number; readonly price: number },
): void {
  const terms = { ...order.terms, ...change };
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
  if (type === OrderType.Normal && !(price !== undefined && price > 0 && Number.isFinite(price))) {
    refuse(`the price is ${price}: it has to be above 0`);
  }
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
