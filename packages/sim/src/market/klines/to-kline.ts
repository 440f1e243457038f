import type { Qot_Common } from "@opend/core/protocols";
import { roundTo } from "../../base/hash.js";
import { marketTimeText } from "../calendar/market-time.js";
import type { Bar } from "../data/bar.js";
import type { SecurityProfile } from "../data/security-profile.js";

/** A bar as a K-line message. It is not adjusted for anything, so all price adjustments give the same K-lines. */
export function toKLine({ market, floatShares }: SecurityProfile, bar: Bar): Qot_Common.KLine {
  return {
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
    turnoverRate: roundTo(bar.volume / floatShares, 5),
    changeRate: roundTo(((bar.close - bar.lastClose) / bar.lastClose) * 100, 3),
  };
}
