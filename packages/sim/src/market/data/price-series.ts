import { noiseAt, roundTo } from "../../base/hash.js";
import { sampleClosePrices } from "./sample-hk-00700.js";
import type { SecurityProfile } from "./security-profile.js";

/** The closing price of a trading day, in the security's currency, with 2 decimals. Index 0 is the newest day. */
export function closePriceAt(profile: SecurityProfile, index: number): number {
  if (!profile.isSample) return roundTo(profile.basePrice * waveAt(profile, index), 2);
  const sampled = sampleClosePrices[index];
  if (sampled !== undefined) return sampled;
  // Older days continue from the oldest price of the sample.
  const oldest = sampleClosePrices.length - 1;
  const oldestPrice = sampleClosePrices[oldest] ?? profile.basePrice;
  return roundTo((oldestPrice * waveAt(profile, index)) / waveAt(profile, oldest), 2);
}

/** The opening price of a trading day: the previous closing price, moved a little. */
export function openPriceAt(profile: SecurityProfile, index: number): number {
  const gap = (noiseAt(profile.seed, index, 11) - 0.5) * 0.02;
  return roundTo(closePriceAt(profile, index + 1) * (1 + gap), 2);
}

/** The mean share of short selling in the volume around a trading day, in percent. */
export function meanShortPercentAt({ seed, baseShortPercent }: SecurityProfile, index: number): number {
  const wave = 0.2 * Math.sin(index / 61 + phaseOf(seed, 12)) + 0.08 * Math.sin(index / 13 + phaseOf(seed, 13));
  return roundTo(baseShortPercent * (1 + wave), 2);
}

/** Two slow waves and the noise of the day, around 1. */
function waveAt({ seed }: SecurityProfile, index: number): number {
  const slow = 0.22 * Math.sin(index / 83 + phaseOf(seed, 14));
  const fast = 0.09 * Math.sin(index / 17 + phaseOf(seed, 15));
  return 1 + slow + fast + (noiseAt(seed, index, 16) - 0.5) * 0.03;
}

function phaseOf(seed: number, salt: number): number {
  return noiseAt(seed, 0, salt) * 2 * Math.PI;
}
