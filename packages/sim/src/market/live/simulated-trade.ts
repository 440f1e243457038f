import { Qot_Common } from "@opend/core/protocols";
import { noiseAt, noiseBetween, roundTo } from "../../base/hash.js";
import { closePriceAt } from "../data/price-series.js";
import type { SecurityProfile } from "../data/security-profile.js";

const { Bid: bid, Ask: ask, Neutral: neutral } = Qot_Common.TickerDirection;

/** As large as real sequence numbers, which a double cannot hold exactly. */
const firstSequence = 7_160_000_000_000_000_001n;

/** One trade of a simulated security. */
export interface SimulatedTrade {
  /** The number of the trade, counted from 0. */
  readonly index: number;
  /** The id of the trade, one more than that of the previous trade. */
  readonly sequence: bigint;
  /** In the security's currency, with 2 decimals. */
  readonly price: number;
  /** In shares. */
  readonly volume: number;
  /** The side that started the trade, as a `Qot_Common.TickerDirection` value. */
  readonly direction: number;
}

/** The trade of a security with this number. It is always the same, and close to the newest closing price. */
export function tradeAt(profile: SecurityProfile, index: number): SimulatedTrade {
  const { seed, market } = profile;
  const phase = noiseAt(seed, 0, 41) * 2 * Math.PI;
  const move = 0.008 * (Math.sin(index / 23 + phase) - Math.sin(phase)) + (noiseAt(seed, index, 42) - 0.5) * 0.003;
  const [lots, lotSize] =
    market === "HK" ? [noiseBetween(seed, index, 43, 1, 20), 100] : [noiseBetween(seed, index, 43, 1, 400), 1];
  const side = noiseAt(seed, index, 44);
  return {
    index,
    sequence: firstSequence + BigInt(index),
    price: roundTo(closePriceAt(profile, 0) * (1 + move), 2),
    volume: Math.floor(lots) * lotSize,
    direction: side < 0.47 ? bid : side < 0.94 ? ask : neutral,
  };
}
