import { hashText, noiseBetween } from "../../base/hash.js";
import type { Market } from "../calendar/trading-calendar.js";
import { sampleCode, samplePage } from "./sample-hk-00700.js";

/** The character of a simulated security: the numbers that all its data is made from. */
export interface SecurityProfile {
  readonly market: Market;
  /** The seed of all noise of this security. */
  readonly seed: number;
  /** Whether its newest rows are those of the official sample. */
  readonly isSample: boolean;
  /** The price that it moves around, in its currency. */
  readonly basePrice: number;
  /** The number of shares traded on a quiet day. */
  readonly baseVolume: number;
  /** The share of short selling in the volume of a usual day, in percent. */
  readonly baseShortPercent: number;
  /** The number of shares that can be traded at all. */
  readonly floatShares: number;
  /** The usual share of the float that is held short, in percent. */
  readonly baseInterestPercent: number;
}

/** The profile of any code. It is always the same for the same code. */
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

/** A profile that agrees with the sample. */
const sampleProfile = {
  market: "HK",
  isSample: true,
  basePrice: 480,
  baseVolume: 21_000_000,
  baseShortPercent: 13,
  floatShares: Math.round((Number(samplePage.aggregatedShort) / samplePage.aggregatedShortRatio) * 100),
  baseInterestPercent: samplePage.aggregatedShortRatio,
} as const;
