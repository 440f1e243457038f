import type { S2COf } from "@opend/core";
import type { Qot_GetDailyShortVolume, Qot_GetShortInterest } from "@opend/core/protocols";
import { noiseAt, noiseBetween, roundTo } from "../../base/hash.js";
import { dateTextAt, timestampAt } from "../calendar/trading-calendar.js";
import { closePriceAt } from "../data/price-series.js";
import { samplePage } from "../data/sample-hk-00700.js";
import type { SecurityProfile } from "../data/security-profile.js";
import { quirkAt } from "./row-quirk.js";

type DailyPage = S2COf<typeof Qot_GetDailyShortVolume>;
type Page = S2COf<typeof Qot_GetShortInterest>;
/** A report on an HK security. */
export type HkInterestRow = Page["hkItemList"][number];
/** A report on a US security. */
export type UsInterestRow = Page["usItemList"][number];

/** Trading days between two reports: weekly in HK, twice a month in the US. */
export const tradingDaysPerReport = { HK: 5, US: 10 } as const;

/** The HK trading day of the report in the official sample: 2026-04-30. */
const publishedReportIndex = 5;

/** The report of a trading day on an HK security. The index counts trading days, and 0 is the newest. */
export function hkInterestRowAt(profile: SecurityProfile, index: number): HkInterestRow {
  const quirk = quirkAt(profile, index);
  const held = heldShortAt(profile, index);
  return {
    timestamp: BigInt(timestampAt("HK", index)),
    timestampStr: dateTextAt("HK", index),
    closePrice: closePriceAt(profile, index),
    lastClosePrice: quirk === "omitted" ? undefined : closePriceAt(profile, index + 1),
    aggregatedShort: quirk === "zero" ? 0n : held.shares,
    aggregatedShortRatio: quirk === "omitted" ? undefined : quirk === "zero" ? 0 : held.percent,
  };
}

/** The report of a trading day on a US security. The index counts trading days, and 0 is the newest. */
export function usInterestRowAt(profile: SecurityProfile, index: number): UsInterestRow {
  const quirk = quirkAt(profile, index);
  const usual = heldShortAt(profile, index);
  const { shares, percent } = quirk === "zero" ? { shares: 0n, percent: 0 } : usual;
  const dailyVolume = Math.round(profile.baseVolume * noiseBetween(profile.seed, index, 41, 1, 1.4));
  return {
    timestamp: BigInt(timestampAt("US", index)),
    timestampStr: dateTextAt("US", index),
    sharesShort: shares,
    shortPercent: quirk === "omitted" ? undefined : percent,
    avgDailyShareVolume: BigInt(dailyVolume),
    daysToCover: quirk === "omitted" ? undefined : roundTo(Number(shares) / dailyVolume, 2),
    closePrice: closePriceAt(profile, index),
    lastClosePrice: closePriceAt(profile, index + 1),
  };
}

/** The fields of a page of HK daily short volume besides its rows: the report of 2026-04-30. */
export function publishedInterestOf(
  profile: SecurityProfile,
): Pick<DailyPage, "aggregatedShort" | "aggregatedShortRatio" | "newTimeStr"> {
  if (profile.isSample) return samplePage;
  const { shares, percent } = heldShortAt(profile, publishedReportIndex);
  return {
    aggregatedShort: shares,
    aggregatedShortRatio: percent,
    newTimeStr: dateTextAt("HK", publishedReportIndex),
  };
}

function heldShortAt(profile: SecurityProfile, index: number): { readonly shares: bigint; readonly percent: number } {
  if (profile.isSample && index === publishedReportIndex) {
    return { shares: samplePage.aggregatedShort, percent: samplePage.aggregatedShortRatio };
  }
  const { seed, floatShares, baseInterestPercent } = profile;
  const wave = 0.25 * Math.sin(index / 90 + noiseAt(seed, 0, 42) * 2 * Math.PI);
  const percent = baseInterestPercent * (1 + wave + (noiseAt(seed, index, 43) - 0.5) * 0.06);
  return { shares: BigInt(Math.round((floatShares * percent) / 100)), percent: roundTo(percent, 2) };
}
