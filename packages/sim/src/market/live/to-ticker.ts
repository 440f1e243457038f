import { Qot_Common } from "@opend/core/protocols";
import { roundTo } from "../../base/hash.js";
import { marketTimeText } from "../calendar/market-time.js";
import type { Market } from "../calendar/trading-calendar.js";
import type { TimedTrade } from "./live-security.js";

/** A trade as a ticker message. @param pushDataType where the data comes from, as a `Qot_Common.PushDataType` value */
export function toTicker(market: Market, trade: TimedTrade, pushDataType: number): Qot_Common.Ticker {
  const { sequence, price, volume, direction, tradedMs } = trade;
  return {
    time: marketTimeText(market, tradedMs),
    timestamp: tradedMs / 1000,
    recvTime: tradedMs / 1000,
    sequence,
    dir: direction,
    price,
    volume: BigInt(volume),
    turnover: roundTo(price * volume, 2),
    type: Qot_Common.TickerType.Automatch,
    pushDataType,
  };
}
