import type { S2COf } from "@opend/core";
import {
  Qot_Common,
  type Qot_UpdateBasicQot,
  type Qot_UpdateKL,
  type Qot_UpdateOrderBook,
  type Qot_UpdateRT,
  type Qot_UpdateTicker,
} from "@opend/core/protocols";
import { noiseAt, noiseBetween, roundTo } from "../../base/hash.js";
import { marketTimeText } from "../calendar/market-time.js";
import { nameOf } from "../data/name-of.js";
import { toKLine } from "../klines/to-kline.js";
import type { LiveSecurity } from "./live-security.js";
import { toTicker } from "./to-ticker.js";
import { toTimeShare } from "./to-time-share.js";

/** The number of levels on each side of an order book. */
const bookLevels = 10;
/** Price levels are a whole number of cents apart. */
const centsPerUnit = 100;
/** The most shares in an odd lot. */
const mostOddShares = 99;
const { Realtime: realtime, Cache: cached } = Qot_Common.PushDataType;

/** The basic quote of a security as it is now. */
export function basicQuoteOf(live: LiveSecurity): S2COf<typeof Qot_UpdateBasicQot> {
  const { day, market, profile, security, trade, tradedMs } = live;
  const quote = {
    security,
    name: nameOf(live),
    isSuspended: false,
    listTime: "2010-01-04",
    priceSpread: 1 / centsPerUnit,
    updateTime: marketTimeText(market, tradedMs),
    updateTimestamp: tradedMs / 1000,
    openPrice: day.open,
    highPrice: day.high,
    lowPrice: day.low,
    curPrice: trade.price,
    lastClosePrice: day.lastClose,
    volume: BigInt(day.volume),
    turnover: day.turnover,
    turnoverRate: roundTo((day.volume / profile.floatShares) * 100, 3),
    amplitude: roundTo(((day.high - day.low) / day.lastClose) * 100, 3),
    darkStatus: Qot_Common.DarkStatus.None,
    secStatus: Qot_Common.SecurityStatus.Normal,
  };
  return { basicQotList: [quote] };
}

/** The newest trade of a security. */
export function tickerOf(live: LiveSecurity, isFirstPush: boolean): S2COf<typeof Qot_UpdateTicker> {
  const { market, security, trade, tradedMs } = live;
  const ticker = toTicker(market, { ...trade, tradedMs }, isFirstPush ? cached : realtime);
  return { security, name: nameOf(live), tickerList: [ticker] };
}

/** The order book around the newest trade, for board lots or odd lots. */
export function orderBookOf(
  live: LiveSecurity,
  orderBookType: number = Qot_Common.OrderBookType.Normal,
): S2COf<typeof Qot_UpdateOrderBook> {
  const { market, security, tradedMs } = live;
  const time = marketTimeText(market, tradedMs);
  const timestamp = tradedMs / 1000;
  const received = {
    svrRecvTimeBid: time,
    svrRecvTimeBidTimestamp: timestamp,
    svrRecvTimeAsk: time,
    svrRecvTimeAskTimestamp: timestamp,
  };
  return {
    security,
    name: nameOf(live),
    orderBookAskList: levelsOf(live, 1, orderBookType),
    orderBookBidList: levelsOf(live, -1, orderBookType),
    // Only HK has these times.
    ...(security.market === Qot_Common.QotMarket.HK_Security ? received : {}),
    orderBookType,
  };
}

/** The newest point of a security's time-share line, for the current minute. */
export function timeShareOf(live: LiveSecurity): S2COf<typeof Qot_UpdateRT> {
  const { day, security } = live;
  const point = toTimeShare(live, live.barOf(Qot_Common.KLType["1Min"]), roundTo(day.turnover / day.volume, 3));
  return { security, name: nameOf(live), rtList: [point] };
}

/** The current K-line of a security. */
export function klineOf(live: LiveSecurity, klType: number, rehabType: number): S2COf<typeof Qot_UpdateKL> {
  const { profile, security } = live;
  const line = toKLine(profile, live.barOf(klType));
  return { rehabType, klType, security, name: nameOf(live), klList: [line] };
}

/**
 * Ten price levels, best first. Asks begin at the last price or above it, and bids below it, so that they never cross.
 */
function levelsOf({ profile, trade }: LiveSecurity, direction: 1 | -1, orderBookType: number): Qot_Common.OrderBook[] {
  const { seed } = profile;
  const side = direction === 1 ? 0 : 500;
  const noise = (level: number, salt: number) => noiseAt(seed, trade.index * bookLevels + level, salt + side);
  const isOdd = orderBookType === Qot_Common.OrderBookType.Odd;
  let cents = Math.round(trade.price * centsPerUnit) + (direction === 1 ? -1 : 0);
  return Array.from({ length: bookLevels }, (_, level) => {
    cents += direction * (noise(level, 51) < 0.25 ? 2 : 1);
    const lots = Math.floor(1 + noise(level, 52) * 200);
    const size = isOdd ? 1 + (lots % mostOddShares) : lots;
    return {
      price: roundTo(cents / centsPerUnit, 2),
      volume: BigInt(isOdd ? size : size * 100),
      orederCount: Math.max(1, Math.floor(size * noiseBetween(seed, level, 53, 0.05, 0.5))),
      detailList: [],
    };
  });
}
