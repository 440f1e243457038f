import type { Client } from "@opend/core";
import type { OrderBook } from "@opend/core/plain/Qot_Common";
import { Qot_UpdateOrderBook } from "@opend/core/plain/Qot_UpdateOrderBook";
import { hideRaw } from "../rows/hide-raw.js";
import { keepOmitted } from "../rows/keep-omitted.js";
import { type AnyUpdate, createWatch, type Watch } from "./watch.js";
import { toPushOptions, type WatchOptions } from "./watch-options.js";

/** The order book of a security has changed. Each update has all of it, as deep as the quote right of the user. */
export interface OrderBookUpdate extends AnyUpdate {
  readonly kind: "orderBook";
  /** What buyers offer, highest price first. */
  readonly bids: readonly OrderBookLevel[];
  /** What sellers ask, lowest price first. */
  readonly asks: readonly OrderBookLevel[];
  /** When the vendor's server got the bids, ISO 8601. HK only. */
  readonly bidTime: string | undefined;
  /** When the vendor's server got the asks, ISO 8601. HK only. */
  readonly askTime: string | undefined;
  /** The plain form of the gateway's message. Not enumerable, so `JSON.stringify` and spreads leave it out. */
  readonly raw: Qot_UpdateOrderBook.S2C;
}

/** One price of an order book. */
export interface OrderBookLevel {
  /** In the currency of the security. */
  readonly price: number;
  /** Shares or contracts. */
  readonly volume: number;
  /** The number of orders. */
  readonly orderCount: number;
}

/**
 * Watches the order book of board lots: `for await (const update of watchOrderBook(client, "HK.00700"))`. After a
 * reconnect comes a `resumed` update. A slow loop gets the newest book of each code.
 *
 * @param codes one code or many, each one unit of the subscription quota
 * @throws `InvalidCode`, `InvalidOption`, before anything is sent
 */
export function watchOrderBook(
  client: Pick<Client, "pushes">,
  codes: string | readonly string[],
  options: WatchOptions = {},
): Watch<OrderBookUpdate> {
  const stream = client.pushes(Qot_UpdateOrderBook, toPushOptions("watchOrderBook", codes, options));
  return createWatch(stream, (push, isFirst) => {
    const raw = Qot_UpdateOrderBook.plain.reply.toPlain(push);
    const code = raw.security;
    return hideRaw({
      kind: "orderBook",
      code,
      name: raw.name,
      isFirst: isFirst(code),
      bids: raw.orderBookBidList.map(toLevel),
      asks: raw.orderBookAskList.map(toLevel),
      bidTime: raw.svrRecvTimeBid || undefined,
      askTime: raw.svrRecvTimeAsk || undefined,
      raw,
    });
  });
}

function toLevel(level: OrderBook): OrderBookLevel {
  const { price, volume, orederCount } = level;
  return keepOmitted({ price, volume, orderCount: orederCount }, level, { volume: "volume" });
}
