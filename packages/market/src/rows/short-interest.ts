import { marketOf } from "@opend/core";
import { createError } from "@opend/core/internal";
import type { Qot_GetShortInterest } from "@opend/core/plain/Qot_GetShortInterest";
import { dayOf } from "../walks/day-of.js";
import { hideRaw } from "./hide-raw.js";

type Raw = Qot_GetShortInterest.UsShortInterestItem | Qot_GetShortInterest.HkShortInterestItem;

/** The shares of a security held short on a day. A field that the gateway left out, or does not have, is undefined. */
export interface ShortInterest {
  /** What the code begins with. */
  readonly market: "HK" | "US";
  /** The security, such as `HK.00700`. */
  readonly code: string;
  /** The day, `2026-05-08`. */
  readonly day: string;
  /** Shares held short. */
  readonly sharesShort: number | undefined;
  /** Those shares in percent: of the stock in the US, of the free float in HK. 12.34 means 12.34 %. */
  readonly shortRatio: number | undefined;
  /** US: mean daily volume, in shares. */
  readonly averageVolume: number | undefined;
  /** US: days of mean volume that it would take to buy the shares back. */
  readonly daysToCover: number | undefined;
  /** Closing price, in the currency of the security. */
  readonly close: number | undefined;
  /** Closing price of the trading day before, in the currency of the security. */
  readonly lastClose: number | undefined;
  /** The row in the plain form of the contract. Not enumerable, so `JSON.stringify` and spreads leave it out. */
  readonly raw: Raw;
}

/** The fields of the contract that hold 64-bit integers: for US securities, or for those of HK. */
const shortInterestFields = {
  sharesShort: ["sharesShort", "aggregatedShort"],
  averageVolume: "avgDailyShareVolume",
} as const;

/** Returns the row of a day. @throws `MalformedMessage` without a day */
export function toShortInterest(code: string, raw: Raw): ShortInterest {
  const day = raw.timestampStr || (raw.timestamp && dayOf(raw.timestamp));
  if (!day) {
    const details = { messageName: "Qot_GetShortInterest.Response", path: "timestampStr" };
    throw createError("MalformedMessage", "Qot_GetShortInterest: a row has no day", details, { retryable: false });
  }
  const us: Qot_GetShortInterest.UsShortInterestItem = raw;
  const hk: Qot_GetShortInterest.HkShortInterestItem = raw;
  return hideRaw(
    {
      market: marketOf(code) === "US" ? "US" : "HK",
      code,
      day,
      sharesShort: us.sharesShort ?? hk.aggregatedShort,
      shortRatio: us.shortPercent ?? hk.aggregatedShortRatio,
      averageVolume: us.avgDailyShareVolume,
      daysToCover: us.daysToCover,
      close: raw.closePrice,
      lastClose: raw.lastClosePrice,
      raw,
    },
    shortInterestFields,
  );
}
