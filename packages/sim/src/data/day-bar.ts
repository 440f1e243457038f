import { noiseBetween, roundTo } from "./hash.js";
import { closePriceAt, openPriceAt } from "./price-series.js";
import { sampleFirstRow } from "./sample-hk-00700.js";
import type { SecurityProfile } from "./security-profile.js";

/** What was traded on one trading day. Prices in the security's currency, 2 decimals. */
export interface DayBar {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** The closing price of the trading day before. */
  readonly lastClose: number;
  /** In shares. */
  readonly volume: number;
  readonly turnover: number;
}

/** The trading day of a security. Index 0 is the newest day. */
export function dayBarAt(profile: SecurityProfile, index: number): DayBar {
  const { seed } = profile;
  const close = closePriceAt(profile, index);
  const sample = profile.isSample && index === 0 ? sampleFirstRow : undefined;
  const open = sample?.openPrice ?? openPriceAt(profile, index);
  const volume = sample ? Number(sample.sharesTraded) : dayVolumeAt(profile, index);
  return {
    open,
    high: roundTo(Math.max(open, close) * noiseBetween(seed, index, 61, 1, 1.02), 2),
    low: roundTo(Math.min(open, close) * noiseBetween(seed, index, 62, 0.98, 1), 2),
    close,
    lastClose: closePriceAt(profile, index + 1),
    volume,
    turnover: sample?.turnover ?? roundTo((volume * (open + close)) / 2, 2),
  };
}

/** Shares traded on a trading day; whole lots of 100 in HK. */
export function dayVolumeAt({ market, seed, baseVolume }: SecurityProfile, index: number): number {
  const volume = baseVolume * noiseBetween(seed, index, 31, 0.6, 1.8);
  return market === "HK" ? Math.floor(volume / 100) * 100 : Math.round(volume);
}
