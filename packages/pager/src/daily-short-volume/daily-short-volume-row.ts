import { zoneOfCode } from "@opend/core";
import { createError, markOmitted, writeDay } from "@opend/core/internal";
import type { Qot_GetDailyShortVolume } from "@opend/core/protocols/Qot_GetDailyShortVolume";
import { NumberReader } from "./number-reader.js";

/**
 * What a trading day has in both markets. A field that the gateway left out is undefined, which does not mean 0. So is a
 * quantity beyond 2^53, which no number holds exactly: `omittedFrom(row)` and `raw` have it.
 */
interface AnyDailyShortVolume {
  /** The security, such as `HK.00700`. */
  readonly code: string;
  /** The trading day, `2026-05-08`. */
  readonly day: string;
  /** Closing price, in the currency of the security. */
  readonly close: number | undefined;
  /** Closing price of the trading day before, in the currency of the security. */
  readonly lastClose: number | undefined;
  /** Shares traded. */
  readonly volume: number | undefined;
  /** Shares sold short. */
  readonly shortVolume: number | undefined;
  /** Shares sold short in percent of `volume`: 12.34 means 12.34 %. See `isShortRatioComputed`. */
  readonly shortRatio: number | undefined;
  /**
   * Whether `shortRatio` is computed from `shortVolume` and `volume`, since the gateway has it for US securities only. False
   * in a row without a `shortRatio`.
   */
  readonly isShortRatioComputed: boolean;
  /** Mean of the short ratio over the 20 trading days up to this one, in percent: 12.34 means 12.34 %. */
  readonly averageShortRatio: number | undefined;
}

/** One trading day of a HK security. */
export interface HkDailyShortVolume extends AnyDailyShortVolume {
  readonly market: "HK";
  /** Opening price, in the currency of the security. */
  readonly open: number | undefined;
  /** Value of the shares traded, in the currency of the security. */
  readonly turnover: number | undefined;
  /** Value of the shares sold short, in the currency of the security. */
  readonly shortTurnover: number | undefined;
  /** The row as the gateway sent it. Not enumerable, so `JSON.stringify` and spreads leave it out. */
  readonly raw: Qot_GetDailyShortVolume.HkDailyShortVolumeItem;
}

/** One trading day of a US security. */
export interface UsDailyShortVolume extends AnyDailyShortVolume {
  readonly market: "US";
  /** The gateway does not have it for US securities. */
  readonly open: undefined;
  /** The gateway does not have it for US securities. */
  readonly turnover: undefined;
  /** The gateway does not have it for US securities. */
  readonly shortTurnover: undefined;
  /** Shares sold short at Nasdaq. */
  readonly nasdaqShortVolume: number | undefined;
  /** Shares sold short at NYSE. */
  readonly nyseShortVolume: number | undefined;
  /** The row as the gateway sent it. Not enumerable, so `JSON.stringify` and spreads leave it out. */
  readonly raw: Qot_GetDailyShortVolume.UsDailyShortVolumeItem;
}

/** One trading day of a security. `market` tells HK and US apart. */
export type DailyShortVolume = HkDailyShortVolume | UsDailyShortVolume;

/**
 * Returns the row of a HK security. Undefined for one whose only day no `Date` can hold.
 *
 * @throws `MalformedMessage` without a day
 */
export function toHkRow(
  code: string,
  raw: Qot_GetDailyShortVolume.HkDailyShortVolumeItem,
): HkDailyShortVolume | undefined {
  const day = dayOf(code, raw);
  if (day === undefined) return undefined;
  const numbers = new NumberReader();
  const volume = numbers.read("volume", raw.sharesTraded);
  const shortVolume = numbers.read("shortVolume", raw.shortSellSharesTraded);
  const shortRatio = ratioOf(shortVolume, volume);
  const row = {
    market: "HK" as const,
    code,
    day,
    open: raw.openPrice,
    close: raw.closePrice,
    lastClose: raw.lastClosePrice,
    volume,
    turnover: raw.turnover,
    shortVolume,
    shortTurnover: raw.shortSellTurnover,
    shortRatio,
    isShortRatioComputed: shortRatio !== undefined,
    averageShortRatio: raw.dailyTradeAvgRatio,
  };
  return withRaw(markOmitted(row, numbers.omitted), raw);
}

/**
 * Returns the row of a US security. Undefined for one whose only day no `Date` can hold.
 *
 * @throws `MalformedMessage` without a day
 */
export function toUsRow(
  code: string,
  raw: Qot_GetDailyShortVolume.UsDailyShortVolumeItem,
): UsDailyShortVolume | undefined {
  const day = dayOf(code, raw);
  if (day === undefined) return undefined;
  const numbers = new NumberReader();
  const volume = numbers.read("volume", raw.volume);
  const shortVolume = numbers.read("shortVolume", raw.totalSharesShort);
  const shortRatio = raw.shortPercent ?? ratioOf(shortVolume, volume);
  const row = {
    market: "US" as const,
    code,
    day,
    open: undefined,
    close: raw.closePrice,
    lastClose: raw.lastClosePrice,
    volume,
    turnover: undefined,
    shortVolume,
    shortTurnover: undefined,
    shortRatio,
    isShortRatioComputed: shortRatio !== undefined && raw.shortPercent === undefined,
    averageShortRatio: raw.dailyTradeAvgRatio,
    nasdaqShortVolume: numbers.read("nasdaqShortVolume", raw.nasdaqSharesShort),
    nyseShortVolume: numbers.read("nyseShortVolume", raw.nyseSharesShort),
  };
  return withRaw(markOmitted(row, numbers.omitted), raw);
}

/** Adds the message so that it is not enumerated: its bigints would make `JSON.stringify(row)` throw. */
function withRaw<Row extends object, Raw>(row: Row, raw: Raw): Row & { readonly raw: Raw } {
  return Object.defineProperty(row as Row & { raw: Raw }, "raw", { value: raw });
}

/** The gateway sends the day twice: as a text, and as its midnight on the clocks of the market. */
function dayOf(
  code: string,
  raw: { timestampStr?: string | undefined; timestamp?: bigint | undefined },
): string | undefined {
  const { timestampStr, timestamp } = raw;
  if (timestampStr) return timestampStr;
  const zone = zoneOfCode(code);
  if (timestamp !== undefined && zone !== undefined) {
    const date = new Date(Number(timestamp) * 1000);
    // No `Date` reaches beyond 100 million days from 1970.
    return Number.isNaN(date.getTime()) ? undefined : writeDay(date, zone);
  }
  const details = { messageName: "Qot_GetDailyShortVolume.Response", path: "timestampStr" };
  throw createError("MalformedMessage", "Qot_GetDailyShortVolume: a row has no day", details, { retryable: false });
}

/** In percent, with two decimals as the gateway has them. */
function ratioOf(shortVolume: number | undefined, volume: number | undefined): number | undefined {
  if (shortVolume === undefined || volume === undefined || volume === 0) return undefined;
  return Math.round((shortVolume / volume) * 10_000) / 100;
}
