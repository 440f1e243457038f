import type { Client } from "@opend/core";
import type { OrderBook, OrderBookDetail } from "@opend/core/plain/Qot_Common";
import { Qot_UpdateOrderBook } from "@opend/core/plain/Qot_UpdateOrderBook";
import { hideRaw } from "../rows/hide-raw.js";
import { keepOmitted } from "../rows/keep-omitted.js";
import { type AnyUpdate, createWatch, type Watch } from "./watch.js";
import { refuseOtherMarkets, toPushOptions, type WatchOptions } from "./watch-options.js";

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
  /** The single orders, if they were asked for. Undefined otherwise. */
  readonly orders: readonly LevelOrder[] | undefined;
}

/** One order of a level. */
export interface LevelOrder {
  /** Id of the order at the exchange, in decimal digits. The protocols of trading have other ids. */
  readonly id: string;
  /** Shares. */
  readonly volume: number;
}

/** How to watch order books. */
export interface WatchOrderBookOptions extends WatchOptions {
  /** Whether levels come with their single orders. HK securities only, and needs the quote right SF. Default: false. */
  readonly orders?: boolean | undefined;
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
  options: WatchOrderBookOptions = {},
): Watch<OrderBookUpdate> {
  const pushOptions = toPushOptions("watchOrderBook", codes, options, { others: ["orders"] });
  const { orders } = options;
  if (orders) refuseOtherMarkets("orders", codes, "HK");
  const stream = client.pushes(Qot_UpdateOrderBook, { ...pushOptions, isSubOrderBookDetail: orders || undefined });
  return createWatch(stream, (push, isFirst) => {
    const raw = Qot_UpdateOrderBook.plain.reply.toPlain(push);
    const code = raw.security;
    return hideRaw({
      kind: "orderBook",
      code,
      name: raw.name,
      isFirst: isFirst(code),
      bids: raw.orderBookBidList.map((level) => toLevel(level, orders)),
      asks: raw.orderBookAskList.map((level) => toLevel(level, orders)),
      bidTime: raw.svrRecvTimeBid || undefined,
      askTime: raw.svrRecvTimeAsk || undefined,
      raw,
    });
  });
}

function toLevel(level: OrderBook, hasOrders: boolean | undefined): OrderBookLevel {
  const { price, volume, orederCount, detailList } = level;
  const orders = hasOrders ? detailList.map((order) => toOrder(order)) : undefined;
  return keepOmitted({ price, volume, orderCount: orederCount, orders }, level, { volume: "volume" });
}

function toOrder(order: OrderBookDetail): LevelOrder {
  return keepOmitted({ id: order.orderID, volume: order.volume }, order, { volume: "volume" });
}
