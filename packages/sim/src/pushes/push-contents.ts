import type { PushProtocol, S2COf } from "@opend/core";
import {
  Qot_Common,
  Qot_UpdateBasicQot,
  Qot_UpdateKL,
  Qot_UpdateOrderBook,
  Qot_UpdateTicker,
} from "@opend/core/protocols";
import { noiseAt, noiseBetween, roundTo } from "../data/hash.js";
import { marketTimeText } from "../data/market-time.js";
import type { LiveSecurity } from "./live-security.js";
import { klTypeOf } from "./sub-types.js";

/** Levels on each side of an order book. */
const bookLevels = 10;
/** Price levels are whole cents apart. */
const centsPerUnit = 100;
const { PushDataType_Realtime: realtime, PushDataType_Cache: cached } = Qot_Common.PushDataType;

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
    darkStatus: Qot_Common.DarkStatus.DarkStatus_None,
    secStatus: Qot_Common.SecurityStatus.SecurityStatus_Normal,
  };
  return { basicQotList: [quote] };
}

/** The newest trade of a security. */
export function tickerOf(live: LiveSecurity, isFirstPush: boolean): S2COf<typeof Qot_UpdateTicker> {
  const { market, security, trade, tradedMs } = live;
  const { sequence, price, volume, direction } = trade;
  const ticker = {
    time: marketTimeText(market, tradedMs),
    timestamp: tradedMs / 1000,
    recvTime: tradedMs / 1000,
    sequence,
    dir: direction,
    price,
    volume: BigInt(volume),
    turnover: roundTo(price * volume, 2),
    type: Qot_Common.TickerType.TickerType_Automatch,
    pushDataType: isFirstPush ? cached : realtime,
  };
  return { security, name: nameOf(live), tickerList: [ticker] };
}

/** The order book around the newest trade. */
export function orderBookOf(live: LiveSecurity): S2COf<typeof Qot_UpdateOrderBook> {
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
    orderBookAskList: levelsOf(live, 1),
    orderBookBidList: levelsOf(live, -1),
    // Only HK has them.
    ...(market === "HK" ? received : {}),
    orderBookType: Qot_Common.OrderBookType.OrderBookType_Normal,
  };
}

/** The open K-line of a security. Nothing has ever been paid out or split, so all adjustments are alike. */
export function klineOf(live: LiveSecurity, klType: number, rehabType: number): S2COf<typeof Qot_UpdateKL> {
  const { market, profile, security } = live;
  const bar = live.barOf(klType);
  const line = {
    time: marketTimeText(market, bar.startMs),
    timestamp: bar.startMs / 1000,
    isBlank: false,
    openPrice: bar.open,
    highPrice: bar.high,
    lowPrice: bar.low,
    closePrice: bar.close,
    lastClosePrice: bar.lastClose,
    volume: BigInt(bar.volume),
    turnover: bar.turnover,
    turnoverRate: roundTo(bar.volume / profile.floatShares, 5),
    changeRate: roundTo(((bar.close - bar.lastClose) / bar.lastClose) * 100, 3),
  };
  return { rehabType, klType, security, name: nameOf(live), klList: [line] };
}

/** The bytes that a subscriber of a data type is pushed; undefined for a data type whose push is not simulated. */
export function pushFor(
  live: LiveSecurity,
  subType: number,
  rehabType: number,
  isFirstPush: boolean,
): { readonly protocolId: number; readonly body: Uint8Array } | undefined {
  const { SubType_Basic: basic, SubType_Ticker: ticker, SubType_OrderBook: book } = Qot_Common.SubType;
  if (subType === basic) return packet(Qot_UpdateBasicQot, basicQuoteOf(live));
  if (subType === ticker) return packet(Qot_UpdateTicker, tickerOf(live, isFirstPush));
  if (subType === book) return packet(Qot_UpdateOrderBook, orderBookOf(live));
  const klType = klTypeOf(subType);
  return klType === undefined ? undefined : packet(Qot_UpdateKL, klineOf(live, klType, rehabType));
}

function packet<S2C>(protocol: PushProtocol<S2C>, s2c: S2C) {
  return { protocolId: protocol.id, body: protocol.push.encode({ retType: 0, s2c }) };
}

/**
 * Ten price levels, from the best one away from the last price. The asks begin at that price or above it and the bids
 * below it, so that they never cross.
 */
function levelsOf({ profile, trade }: LiveSecurity, direction: 1 | -1): Qot_Common.OrderBook[] {
  const { seed } = profile;
  const side = direction === 1 ? 0 : 500;
  const noise = (level: number, salt: number) => noiseAt(seed, trade.index * bookLevels + level, salt + side);
  let cents = Math.round(trade.price * centsPerUnit) + (direction === 1 ? -1 : 0);
  return Array.from({ length: bookLevels }, (_, level) => {
    cents += direction * (noise(level, 51) < 0.25 ? 2 : 1);
    const lots = Math.floor(1 + noise(level, 52) * 200);
    return {
      price: roundTo(cents / centsPerUnit, 2),
      volume: BigInt(lots * 100),
      orederCount: Math.max(1, Math.floor(lots * noiseBetween(seed, level, 53, 0.05, 0.5))),
      detailList: [],
    };
  });
}

function nameOf({ security, market }: LiveSecurity): string {
  return `Simulated ${market}.${security.code}`;
}
