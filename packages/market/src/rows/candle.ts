import type { KLine } from "@opend/core/plain/Qot_Common";
import { dayOf } from "../walks/day-of.js";
import { hideRaw } from "./hide-raw.js";

/** A candle. A field that the gateway left out is undefined. Prices and amounts are in the currency of the security. */
export interface Candle {
  /** The security, such as `HK.00700`. */
  readonly code: string;
  /** Name of the security. */
  readonly name: string | undefined;
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
  /** Closing price. */
  readonly close: number | undefined;
  /** Closing price of the candle before. */
  readonly lastClose: number | undefined;
  /** Shares or contracts traded. */
  readonly volume: number | undefined;
  /** Value traded. */
  readonly turnover: number | undefined;
  /** Turnover rate as a quotient: 0.1234 means 12.34 %. */
  readonly turnoverRate: number | undefined;
  /** Change of the price in percent: 12.34 means 12.34 %. Periods of a day and above only. */
  readonly changeRate: number | undefined;
  /** Price/earnings ratio. */
  readonly pe: number | undefined;
  /** Whether the candle has nothing but its time. */
  readonly isBlank: boolean;
  /** The row in the plain form of the contract. Not enumerable, so `JSON.stringify` and spreads leave it out. */
  readonly raw: KLine;
}

/** The columns of the contract that the fields come from. */
export const candleFields = {
  name: "name",
  time: "time",
  open: "openPrice",
  high: "highPrice",
  low: "lowPrice",
  close: "closePrice",
  lastClose: "lastClosePrice",
  volume: "volume",
  turnover: "turnover",
  turnoverRate: "turnoverRate",
  changeRate: "changeRate",
  pe: "pe",
  isBlank: "isBlank",
} as const;

/** Returns the row of a candle. */
export function toCandle(code: string, name: string | undefined, raw: KLine): Candle {
  return hideRaw(
    {
      code,
      name,
      day: dayOf(raw.time),
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
}
