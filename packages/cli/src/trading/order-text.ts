import type { Order, OrderRequest, TradingAccount, Trail } from "@opend/trade";

/** What is told of an order that is to be placed, or that was. */
type Told = Pick<Order, "code" | "quantity" | "price"> & { readonly side: Order["side"] };

/** Says what an order does in a line: `Buy 100 HK.00700 at 300, 30,000 in all`, and what is special about it. */
export function describeRequest(order: OrderRequest): string {
  const { type = "Normal", timeInForce = "DAY", expireTime, session, fillOutsideRTH } = order;
  const trigger = "triggerPrice" in order ? order.triggerPrice : undefined;
  const trail = "trail" in order ? order.trail : undefined;
  const facts = [
    type !== "Normal" && type !== "Market" && type,
    trigger !== undefined && `trigger ${trigger}`,
    trail && describeTrail(trail),
    timeInForce !== "DAY" && timeInForce,
    expireTime !== undefined && `until ${expireTime}`,
    session !== undefined && `session ${session}`,
    fillOutsideRTH && "outside regular hours",
    order.adjustLimit !== undefined && `price moved by at most ${numberText(order.adjustLimit * 100)} %`,
    order.positionId !== undefined && `position ${order.positionId}`,
    order.remark !== undefined && `remark ${JSON.stringify(order.remark)}`,
  ].filter(Boolean);
  const what = describeTold({ ...order, price: order.price }, type === "TrailingStopLimit" ? "" : " at any price");
  return facts.length === 0 ? what : `${what} (${facts.join(", ")})`;
}

/** Names an order that was placed: `order 7290000000000000001 (Buy 100 HK.00700 at 300)`. */
export function describeOrder(order: Order): string {
  const { price, quantity, orderId } = order;
  const at = price === undefined ? "" : ` at ${price}`;
  return `order ${orderId} (${order.side} ${numberText(quantity)} ${order.code}${at})`;
}

/** Says how a trail follows the price. */
export function describeTrail({ by, value, spread }: Trail): string {
  const distance = by === "Ratio" ? `trail ${value} %` : `trail ${value}`;
  return spread === undefined ? distance : `${distance}, spread ${spread}`;
}

/** Writes a number with all of its decimals, and without those that a product of two numbers has too many. */
export function numberText(number: number): string {
  return Number(number.toPrecision(15)).toLocaleString("en-US", { maximumFractionDigits: 20 });
}

/** Says where an order is. */
export function placeOf({ isPaper, id, markets }: TradingAccount, market: Order["market"]): string {
  const where = market ?? markets.join(", ");
  return `on the ${isPaper ? "paper" : "REAL"} account ${id}, market ${where}`;
}

function describeTold({ side, quantity, code, price }: Told, withoutPrice: string): string {
  const at = price === undefined ? withoutPrice : ` at ${price}, ${numberText(price * quantity)} in all`;
  return `${side} ${numberText(quantity)} ${code}${at}`;
}
