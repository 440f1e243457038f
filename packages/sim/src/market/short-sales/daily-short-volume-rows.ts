import type { S2COf } from "@opend/core";
import type { Qot_GetDailyShortVolume } from "@opend/core/protocols";
import { noiseBetween, roundTo } from "../../base/hash.js";
import { dateTextAt, timestampAt } from "../calendar/trading-calendar.js";
import { dayVolumeAt } from "../data/day-bar.js";
import { closePriceAt, meanShortPercentAt, openPriceAt } from "../data/price-series.js";
import { sampleFirstRow, sampleRows } from "../data/sample-hk-00700.js";
import type { SecurityProfile } from "../data/security-profile.js";
import { quirkAt } from "./row-quirk.js";

type Page = S2COf<typeof Qot_GetDailyShortVolume>;
/** A day of an HK security. */
export type HkDailyRow = Page["hkItemList"][number];
/** A day of a US security. */
export type UsDailyRow = Page["usItemList"][number];

/** The row of a trading day of an HK security. Index 0 is the newest day. */
export function hkDailyRowAt(profile: SecurityProfile, index: number): HkDailyRow {
  const { seed } = profile;
  const quirk = quirkAt(profile, index);
  const open = openPriceAt(profile, index);
  const close = closePriceAt(profile, index);
  const sample = profile.isSample ? sampleRows[index] : undefined;
  const meanPercent = sample?.dailyTradeAvgRatio ?? meanShortPercentAt(profile, index);
  const shares = quirk === "zero" ? 0 : dayVolumeAt(profile, index);
  const sharesShort = roundLots((shares * meanPercent * noiseBetween(seed, index, 32, 0.6, 1.4)) / 100);
  const isPartial = quirk === "omitted";
  const row = {
    timestamp: BigInt(timestampAt("HK", index)),
    timestampStr: dateTextAt("HK", index),
    sharesTraded: BigInt(shares),
    turnover: isPartial ? undefined : roundTo((shares * (open + close)) / 2, 2),
    shortSellSharesTraded: BigInt(sharesShort),
    shortSellTurnover: isPartial ? undefined : roundTo((sharesShort * (open + close)) / 2, 2),
    openPrice: isPartial ? undefined : open,
    closePrice: close,
    lastClosePrice: closePriceAt(profile, index + 1),
    dailyTradeAvgRatio: isPartial ? undefined : meanPercent,
  };
  return sample !== undefined && index === 0 ? { ...row, ...sampleFirstRow } : row;
}

/** The row of a trading day of a US security. Index 0 is the newest day. */
export function usDailyRowAt(profile: SecurityProfile, index: number): UsDailyRow {
  const { seed } = profile;
  const quirk = quirkAt(profile, index);
  const meanPercent = meanShortPercentAt(profile, index);
  const volume = dayVolumeAt(profile, index);
  const usualShort = Math.round((volume * meanPercent * noiseBetween(seed, index, 32, 0.7, 1.3)) / 100);
  const sharesShort = quirk === "zero" ? 0 : usualShort;
  const isPartial = quirk === "omitted";
  return {
    timestamp: BigInt(timestampAt("US", index)),
    timestampStr: dateTextAt("US", index),
    totalSharesShort: BigInt(sharesShort),
    nasdaqSharesShort: isPartial ? undefined : shareOf(sharesShort, noiseBetween(seed, index, 33, 0.45, 0.65)),
    nyseSharesShort: isPartial ? undefined : shareOf(sharesShort, noiseBetween(seed, index, 34, 0.15, 0.3)),
    shortPercent: roundTo((sharesShort / volume) * 100, 2),
    volume: BigInt(volume),
    closePrice: closePriceAt(profile, index),
    lastClosePrice: closePriceAt(profile, index + 1),
    dailyTradeAvgRatio: isPartial ? undefined : meanPercent,
  };
}

function roundLots(shares: number): number {
  return Math.floor(shares / 100) * 100;
}

function shareOf(shares: number, part: number): bigint {
  return BigInt(Math.floor(shares * part));
}
