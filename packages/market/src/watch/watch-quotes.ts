import type { Client, QuotePushProtocol, S2COf } from "@opend/core";
import type { BasicQot, PreAfterMarketData } from "@opend/core/plain/Qot_Common";
import { Qot_UpdateBasicQot } from "@opend/core/plain/Qot_UpdateBasicQot";
import { hideRaw } from "../rows/hide-raw.js";
import { type AnyUpdate, createWatch, type Watch } from "./watch.js";
import { toPushOptions, type WatchOptions } from "./watch-options.js";

/** The quote of a security has changed. Prices are in the currency of the security. */
export interface QuoteUpdate extends AnyUpdate {
  readonly kind: "quote";
  /** Time of the last price, ISO 8601 with the offset of the market. */
  readonly time: string;
  /** Last price. */
  readonly price: number;
  /** Opening price of the day. */
  readonly open: number;
  /** Highest price of the day. */
  readonly high: number;
  /** Lowest price of the day. */
  readonly low: number;
  /** Closing price of the trading day before. */
  readonly lastClose: number;
  /** Shares or contracts traded on the day. */
  readonly volume: number;
  /** Value traded on the day. */
  readonly turnover: number;
  /** Turnover rate in percent: 12.34 means 12.34 %. */
  readonly turnoverRate: number;
  /** Range of the day in percent of `lastClose`: 12.34 means 12.34 %. */
  readonly amplitude: number;
  /** The smallest step of the price. */
  readonly priceSpread: number;
  readonly isSuspended: boolean;
  /** State of the security, such as `Normal`, by the names of `Qot_Common.SecurityStatus`. */
  readonly status: BasicQot["secStatus"];
  /** US securities before the market opens. */
  readonly preMarket: SessionQuote | undefined;
  /** US securities after the market has closed. */
  readonly afterMarket: SessionQuote | undefined;
  /** US securities overnight. */
  readonly overnight: SessionQuote | undefined;
  /** What only options have, with the field names of the contract. */
  readonly option: BasicQot["optionExData"];
  /** What only futures have, with the field names of the contract. */
  readonly future: BasicQot["futureExData"];
  /** What only warrants have, with the field names of the contract. */
  readonly warrant: BasicQot["warrantExData"];
  /** The plain form of the gateway's message. Not enumerable, so `JSON.stringify` and spreads leave it out. */
  readonly raw: BasicQot;
}

/** Trading in a session outside the main one. */
export interface SessionQuote {
  /** Last price. */
  readonly price: number | undefined;
  /** Highest price. */
  readonly high: number | undefined;
  /** Lowest price. */
  readonly low: number | undefined;
  /** Shares traded. */
  readonly volume: number | undefined;
  /** Value traded. */
  readonly turnover: number | undefined;
  /** Change of the price. */
  readonly change: number | undefined;
  /** Change of the price in percent: 12.34 means 12.34 %. */
  readonly changeRate: number | undefined;
}

type QuotePush = S2COf<typeof Qot_UpdateBasicQot>;

/** A push may have the quotes of several securities. Each of them replaces only its own. */
const quotePush: QuotePushProtocol<QuotePush> = {
  ...Qot_UpdateBasicQot,
  split: ({ basicQotList }) => basicQotList.map((quote) => ({ basicQotList: [quote] })),
};

/**
 * Watches quotes: `for await (const update of watchQuotes(client, ["HK.00700", "US.AAPL"]))`. Each update has the whole
 * quote of one security. After a reconnect comes a `resumed` update. A slow loop gets the newest quote of each code.
 *
 * @param codes one code or many, each one unit of the subscription quota
 * @throws `InvalidCode`, `InvalidOption`, before anything is sent
 */
export function watchQuotes(
  client: Pick<Client, "pushes">,
  codes: string | readonly string[],
  options: WatchOptions = {},
): Watch<QuoteUpdate> {
  const stream = client.pushes(quotePush, toPushOptions("watchQuotes", codes, options));
  return createWatch(stream, (push, isFirst) => {
    const [raw] = Qot_UpdateBasicQot.plain.reply.toPlain(push).basicQotList;
    if (raw === undefined) throw new Error("a split push has one quote");
    return toQuoteUpdate(raw, isFirst(raw.security));
  });
}

function toQuoteUpdate(raw: BasicQot, isFirst: boolean): QuoteUpdate {
  return hideRaw(
    {
      kind: "quote",
      code: raw.security,
      name: raw.name,
      isFirst,
      time: raw.updateTime,
      price: raw.curPrice,
      open: raw.openPrice,
      high: raw.highPrice,
      low: raw.lowPrice,
      lastClose: raw.lastClosePrice,
      volume: raw.volume,
      turnover: raw.turnover,
      turnoverRate: raw.turnoverRate,
      amplitude: raw.amplitude,
      priceSpread: raw.priceSpread,
      isSuspended: raw.isSuspended,
      status: raw.secStatus,
      preMarket: toSessionQuote(raw.preMarket),
      afterMarket: toSessionQuote(raw.afterMarket),
      overnight: toSessionQuote(raw.overnight),
      option: raw.optionExData,
      future: raw.futureExData,
      warrant: raw.warrantExData,
      raw,
    },
    { volume: "volume" },
  );
}

function toSessionQuote(raw: PreAfterMarketData | undefined): SessionQuote | undefined {
  if (raw === undefined) return undefined;
  return {
    price: raw.price,
    high: raw.highPrice,
    low: raw.lowPrice,
    volume: raw.volume,
    turnover: raw.turnover,
    change: raw.changeVal,
    changeRate: raw.changeRate,
  };
}
