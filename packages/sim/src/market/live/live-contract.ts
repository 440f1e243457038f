import type { Qot_Common } from "@opend/core/protocols";
import { hashText, noiseAt, roundTo } from "../../base/hash.js";
import type { Bar } from "../data/bar.js";
import { Bars } from "./bars.js";

/** As large as the sequence numbers of securities. */
const firstSequence = 7_170_000_000_000_000_001n;

/** One trade of a simulated event contract. */
export interface ContractTrade {
  /** The number of the trade, counted from 0. */
  readonly index: number;
  readonly sequence: bigint;
  /** The price of the Yes side in whole cents, 1 to 99. The No side costs the rest of the dollar. */
  readonly yesCents: number;
  /** The number of contracts. */
  readonly volume: number;
  /** Whether the trade bought the Yes side. */
  readonly isYes: boolean;
}

/** An event contract that is being traded. Yes has a price in cents, and No costs the rest of the dollar. */
export class LiveContract {
  readonly security: Qot_Common.Security;
  /** The seed of all noise of this contract. */
  readonly seed: number;
  readonly #bars: Bars;
  #trade: ContractTrade;
  #tradedMs: number;

  /** Makes trade 0. */
  constructor(security: Qot_Common.Security, nowMs: number) {
    this.security = { market: security.market, code: security.code };
    this.seed = hashText(`EC.${security.code}`);
    this.#bars = new Bars("US", this.#tradeAt(0).yesCents / 100);
    this.#tradedMs = nowMs;
    this.#trade = this.#take(0, nowMs);
  }

  /** The newest trade. */
  get trade(): ContractTrade {
    return this.#trade;
  }

  /** The time of the newest trade, as Unix time in milliseconds. */
  get tradedMs(): number {
    return this.#tradedMs;
  }

  /** The current bar of the Yes side in a period, given as a `Qot_Common.KLType` value that has K-lines. */
  barOf(klType: number): Bar {
    return this.#bars.of(klType);
  }

  /** Makes the next trade now. */
  advance(nowMs: number): void {
    this.#tradedMs = nowMs;
    this.#trade = this.#take(this.#trade.index + 1, nowMs);
  }

  #take(index: number, nowMs: number): ContractTrade {
    const trade = this.#tradeAt(index);
    this.#bars.add(trade.yesCents / 100, trade.volume, nowMs);
    return trade;
  }

  #tradeAt(index: number): ContractTrade {
    const { seed } = this;
    const middle = 20 + noiseAt(seed, 0, 61) * 60;
    const move = 12 * Math.sin(index / 29 + noiseAt(seed, 0, 62) * 7) + (noiseAt(seed, index, 63) - 0.5) * 3;
    return {
      index,
      sequence: firstSequence + BigInt(index),
      yesCents: Math.min(99, Math.max(1, roundTo(middle + move, 0))),
      volume: 1 + Math.floor(noiseAt(seed, index, 64) * 500),
      isYes: noiseAt(seed, index, 65) < 0.5,
    };
  }
}
