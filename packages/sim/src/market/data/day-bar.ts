import { noiseAt, noiseBetween, roundTo } from "../../base/hash.js";
import { timestampAt } from "../calendar/trading-calendar.js";
import type { Bar } from "./bar.js";
import { closePriceAt, openPriceAt } from "./price-series.js";
import { sampleFirstRow } from "./sample-hk-00700.js";
import type { SecurityProfile } from "./security-profile.js";

/** The bar of a trading day of a security. Index 0 is the newest day. */
export function dayBarAt(profile: SecurityProfile, index: number): Bar {
  const { seed } = profile;
  const close = closePriceAt(profile, index);
  const sample = profile.isSample && index === 0 ? sampleFirstRow : undefined;
  const open = sample?.openPrice ?? openPriceAt(profile, index);
  const volume = sample ? Number(sample.sharesTraded) : dayVolumeAt(profile, index);
  return {
    startMs: timestampAt(profile.market, index) * 1000,
    open,
    high: roundTo(Math.max(open, close) * noiseBetween(seed, index, 61, 1.001, 1.02), 2),
    low: roundTo(Math.min(open, close) * noiseBetween(seed, index, 62, 0.98, 0.999), 2),
    close,
    lastClose: closePriceAt(profile, index + 1),
    volume,
    turnover: sample?.turnover ?? roundTo((volume * (open + close)) / 2, 2),
  };
}

/** The number of shares traded on a trading day. In HK it is a multiple of the lot size, 100. */
export function dayVolumeAt({ market, seed, baseVolume }: SecurityProfile, index: number): number {
  // Most days are quiet, and a few are not.
  const volume = baseVolume * (0.6 + 1.6 * noiseAt(seed, index, 31) ** 2);
  return market === "HK" ? Math.floor(volume / 100) * 100 : Math.round(volume);
}
