import type { Client, QuotePushProtocol, S2COf } from "@opend/core";
import type { KLine } from "@opend/core/plain/Qot_Common";
import { Qot_UpdateKL } from "@opend/core/plain/Qot_UpdateKL";
import { Session } from "@opend/core/protocols/Common";
import { type KLTypeName, RehabType } from "@opend/core/protocols/Qot_Common";
import { type CandleSession, checkHours, parseSession } from "../names/candle-sessions.js";
import type { Word } from "../names/parse-word.js";
import { candleFields } from "../rows/candle.js";
import { hideRaw } from "../rows/hide-raw.js";
import { type LivePeriod, toPeriod, toSubType } from "./live-period.js";
import { type AnyUpdate, createWatch, type Watch } from "./watch.js";
import { toPushOptions, type WatchOptions } from "./watch-options.js";

/**
 * A candle has changed, or a new one has begun. Prices are adjusted forward, in the currency of the security. A field that
 * the gateway left out is undefined.
 */
export interface CandleUpdate extends AnyUpdate {
  readonly kind: "candle";
  /** Such as `1min` or `day`. A number if a newer gateway has a period that this package does not know. */
  readonly period: LivePeriod | number;
  /** The trading day, `2026-05-08`. */
  readonly day: string;
  /** Time of the candle, ISO 8601 with the offset of the market. */
  readonly time: string;
  /** Opening price. */
  readonly open: number | undefined;
  /** Highest price. */
  readonly high: number | undefined;
  /** Lowest price. */
  readonly low: number | undefined;
  /** Last price so far; closing price once the next candle has begun. */
  readonly close: number | undefined;
  /** Closing price of the candle before. */
  readonly lastClose: number | undefined;
  /** Shares or contracts traded. */
  readonly volume: number | undefined;
  /** Value traded. */
  readonly turnover: number | undefined;
  /** Turnover rate as a quotient: 0.1234 means 12.34 %. */
  readonly turnoverRate: number | undefined;
  /** Change of the price in percent: 12.34 means 12.34 %. */
  readonly changeRate: number | undefined;
  /** Price/earnings ratio. */
  readonly pe: number | undefined;
  /** Whether the candle has nothing but its time. */
  readonly isBlank: boolean;
  /** The plain form of the gateway's message. Not enumerable, so `JSON.stringify` and spreads leave it out. */
  readonly raw: KLine;
}

/** Which candles to watch, and how. */
export interface WatchCandlesOptions extends WatchOptions {
  /** The period of the candles, such as `1min` or `day`. The names of `Qot_Common.KLType`, in any case. */
  readonly period: LivePeriod | Exclude<KLTypeName, "Unknown">;
  /** US securities, periods up to an hour: which sessions count, as for `candles`. Default: the regular one. */
  readonly session?: Word<CandleSession> | undefined;
}

type CandlePush = S2COf<typeof Qot_UpdateKL>;

/** Candles of one security replace each other only at the same time of day, so that a slow loop loses none that is done. */
const candlePush: QuotePushProtocol<CandlePush> = {
  ...Qot_UpdateKL,
  split(push) {
    // The gateway can also push other adjustments, if the program subscribes them with Qot_Sub.
    if (push.rehabType !== RehabType.Forward) return [];
    return push.klList.map((candle) => ({ ...push, klList: [candle] }));
  },
  keyOf: ({ klList }) => klList[0]?.time ?? "",
};

/**
 * Watches candles: `for await (const update of watchCandles(client, "HK.00700", { period: "1min" }))`. Each update is one
 * candle; the newest one is still open and comes again whenever it changes. After a reconnect comes a `resumed` update.
 * A slow loop gets the newest state of each candle.
 *
 * @param codes one code or many, each one unit of the subscription quota
 * @throws `InvalidCode`, `InvalidOption`, before anything is sent
 */
export function watchCandles(
  client: Pick<Client, "pushes">,
  codes: string | readonly string[],
  options: WatchCandlesOptions,
): Watch<CandleUpdate> {
  const pushOptions = toPushOptions("watchCandles", codes, options, { others: ["period", "session"] });
  const session = options.session === undefined ? undefined : Session[parseSession(options.session)];
  for (const code of session === undefined ? [] : [codes].flat()) checkHours(code, options.period, options);
  const stream = client.pushes(candlePush, { ...pushOptions, subTypes: [toSubType(options.period)], session });
  return createWatch(stream, (push, isFirst) => {
    const { security: code, name, klType, klList } = Qot_UpdateKL.plain.reply.toPlain(push);
    const [raw] = klList;
    if (raw === undefined) throw new Error("a split push has one candle");
    return hideRaw(
      {
        kind: "candle",
        code,
        name,
        isFirst: isFirst(code),
        period: toPeriod(klType),
        day: raw.time.slice(0, "2026-05-08".length),
        time: raw.time,
        open: raw.openPrice,
        high: raw.highPrice,
        low: raw.lowPrice,
        close: raw.closePrice,
        lastClose: raw.lastClosePrice,
        volume: raw.volume,
        turnover: raw.turnover,
        turnoverRate: raw.turnoverRate,
        changeRate: raw.changeRate,
        pe: raw.pe,
        isBlank: raw.isBlank,
        raw,
      },
      candleFields,
    );
  });
}
