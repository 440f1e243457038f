import { hashText, noiseBetween } from "../../base/hash.js";
import type { Market } from "../calendar/trading-calendar.js";
import { sampleCode, samplePage } from "./sample-hk-00700.js";

/** What a simulated security is like: the numbers that all its rows are made from. */
export interface SecurityProfile {
  readonly market: Market;
  /** Starts all noise of this security. */
  readonly seed: number;
  /** Whether the newest rows are those of the official sample. */
  readonly isSample: boolean;
  /** Price that it moves around, in its currency. */
  readonly basePrice: number;
  /** Shares on a quiet day. */
  readonly baseVolume: number;
  /** Short selling as a share of volume, in percent, on a usual day. */
  readonly baseShortPercent: number;
  /** Shares that can be traded at all. */
  readonly floatShares: number;
  /** Shares held short as a share of the float, in percent, at a usual time. */
  readonly baseInterestPercent: number;
}

/** The profile of any code, always the same for the same code. */
export function profileOf(market: Market, code: string): SecurityProfile {
  const seed = hashText(`${market}.${code}`);
  if (market === "HK" && code === sampleCode) return { ...sampleProfile, seed };
  const baseVolume = 10 ** noiseBetween(seed, 0, 2, 5.5, market === "HK" ? 7.4 : 7.8);
  return {
    market,
    seed,
    isSample: false,
    basePrice: 10 ** noiseBetween(seed, 0, 1, market === "HK" ? 0.6 : 1, market === "HK" ? 2.6 : 2.8),
    baseVolume,
    baseShortPercent: market === "HK" ? noiseBetween(seed, 0, 3, 5, 25) : noiseBetween(seed, 0, 3, 20, 50),
    floatShares: Math.round(baseVolume * noiseBetween(seed, 0, 4, 150, 450)),
    baseInterestPercent: noiseBetween(seed, 0, 5, 0.4, market === "HK" ? 6 : 12),
  };
}

/** Fits what the sample shows. */
const sampleProfile = {
  market: "HK",
  isSample: true,
  basePrice: 480,
  baseVolume: 21_000_000,
  baseShortPercent: 13,
  floatShares: Math.round((Number(samplePage.aggregatedShort) / samplePage.aggregatedShortRatio) * 100),
  baseInterestPercent: samplePage.aggregatedShortRatio,
} as const;
