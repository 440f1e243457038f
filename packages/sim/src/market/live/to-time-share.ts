import type { Qot_Common } from "@opend/core/protocols";
import { marketTimeText } from "../calendar/market-time.js";
import type { Bar } from "../data/bar.js";
import type { LiveSecurity } from "./live-security.js";

/** A minute of today as a point of the time-share line. @param avgPrice the average of the day up to the end of it */
export function toTimeShare({ day, market }: LiveSecurity, minute: Bar, avgPrice: number): Qot_Common.TimeShare {
  const { startMs, close, volume, turnover } = minute;
  const time = marketTimeText(market, startMs);
  return {
    time,
    timestamp: startMs / 1000,
    minute: Number(time.slice(11, 13)) * 60 + Number(time.slice(14, 16)),
    isBlank: false,
    price: close,
    lastClosePrice: day.lastClose,
    avgPrice,
    volume: BigInt(volume),
    turnover,
  };
}
