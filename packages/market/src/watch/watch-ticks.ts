import type { Client } from "@opend/core";
import type { Ticker } from "@opend/core/plain/Qot_Common";
import { Qot_UpdateTicker } from "@opend/core/plain/Qot_UpdateTicker";
import { Session } from "@opend/core/protocols/Common";
import { type CandleSession, parseSession } from "../names/candle-sessions.js";
import type { Word } from "../names/parse-word.js";
import { hideRaw } from "../rows/hide-raw.js";
import { keepOmitted } from "../rows/keep-omitted.js";
import { type AnyUpdate, createWatch, type Watch } from "./watch.js";
import { refuseOtherMarkets, toPushOptions, type WatchOptions } from "./watch-options.js";

/** A security was traded. */
export interface TicksUpdate extends AnyUpdate {
  readonly kind: "ticks";
  /** The trades, oldest first. */
  readonly ticks: readonly Tick[];
  /** The plain form of the gateway's message. Not enumerable, so `JSON.stringify` and spreads leave it out. */
  readonly raw: Qot_UpdateTicker.S2C;
}

/** One trade. */
export interface Tick {
  /**
   * Id of the trade, in decimal digits. The first update of a code has trades that the gateway already knew, so after a
   * reconnect you may see an id again.
   */
  readonly id: string;
  /** Time of the trade, ISO 8601 with the offset of the market. */
  readonly time: string;
  /** Price, in the currency of the security. */
  readonly price: number;
  /** Shares or contracts. */
  readonly volume: number;
  /** Value, in the currency of the security. */
  readonly turnover: number;
  /** The side that initiated the trade. Undefined if the gateway does not know. */
  readonly side: "buy" | "sell" | "neutral" | undefined;
  /** Kind of trade, such as `Automatch`, by the names of `Qot_Common.TickerType`. */
  readonly type: Ticker["type"];
  /**
   * `live` as it happened, `backfill` for trades that OpenD fetched after it had lost the quote servers itself (50 at
   * most), `cache` for trades that it already had. Undefined if the gateway does not say.
   */
  readonly source: "live" | "backfill" | "cache" | undefined;
}

/** How to watch trades. */
export interface WatchTicksOptions extends WatchOptions {
  /** US securities: trades of which sessions, as for `candles`. Default: the regular one. */
  readonly session?: Word<CandleSession> | undefined;
}

/**
 * Watches trades: `for await (const update of watchTicks(client, "HK.00700"))`. After a reconnect comes a `resumed`
 * update; the trades of the gap are missing. A loop that is too slow ends with `SlowConsumer` when 50,000 pushes wait,
 * unless `bufferSize` or `policy` say otherwise.
 *
 * @param codes one code or many, each one unit of the subscription quota
 * @throws `InvalidCode`, `InvalidOption`, before anything is sent
 */
export function watchTicks(
  client: Pick<Client, "pushes">,
  codes: string | readonly string[],
  options: WatchTicksOptions = {},
): Watch<TicksUpdate> {
  const pushOptions = toPushOptions("watchTicks", codes, options, { others: ["session"], keepsAll: true });
  const session = options.session === undefined ? undefined : Session[parseSession(options.session)];
  if (session !== undefined) refuseOtherMarkets("session", codes, "US");
  const stream = client.pushes(Qot_UpdateTicker, { ...pushOptions, session });
  return createWatch(stream, (push, isFirst) => {
    const raw = Qot_UpdateTicker.plain.reply.toPlain(push);
    const { security: code, name, tickerList } = raw;
    return hideRaw({ kind: "ticks", code, name, isFirst: isFirst(code), ticks: tickerList.map(toTick), raw });
  });
}

function toTick(ticker: Ticker): Tick {
  const { sequence, time, price, volume, turnover, dir, type, pushDataType } = ticker;
  const tick = { id: sequence, time, price, volume, turnover, side: sideOf(dir), type, source: sourceOf(pushDataType) };
  return keepOmitted(tick, ticker, { volume: "volume" });
}

function sideOf(dir: Ticker["dir"]): Tick["side"] {
  switch (dir) {
    case "Bid":
      return "buy";
    case "Ask":
      return "sell";
    case "Neutral":
      return "neutral";
    default:
      return undefined;
  }
}

function sourceOf(type: Ticker["pushDataType"]): Tick["source"] {
  switch (type) {
    case "Realtime":
      return "live";
    case "ByDisConn":
      return "backfill";
    case "Cache":
      return "cache";
    default:
      return undefined;
  }
}
