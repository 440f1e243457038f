import type { S2COf } from "@opend/core";
import type { Qot_Common, Qot_UpdateBroker } from "@opend/core/protocols";
import { noiseAt } from "../../base/hash.js";
import { nameOf } from "../data/name-of.js";
import type { LiveSecurity } from "./live-security.js";

/** The number of price levels in a broker queue. */
const levels = 5;
/** The most brokers at one level. */
const mostBrokers = 4;

/** The brokers in the queue at the best price levels of a security, on both sides. */
export function brokerQueueOf(live: LiveSecurity): S2COf<typeof Qot_UpdateBroker> {
  const { security } = live;
  return { security, name: nameOf(live), brokerAskList: sideOf(live, 71), brokerBidList: sideOf(live, 72) };
}

function sideOf({ profile: { seed }, trade }: LiveSecurity, salt: number): Qot_Common.Broker[] {
  return Array.from({ length: levels }, (_, level) => {
    const first = (trade.index * levels + level) * mostBrokers;
    const count = 1 + Math.floor(noiseAt(seed, first, salt) * mostBrokers);
    return Array.from({ length: count }, (_, n) => {
      const id = 1 + Math.floor(noiseAt(seed, first + n, salt + 10) * 9_998);
      return { id: BigInt(id), name: `Simulated broker ${id}`, pos: level + 1 };
    });
  }).flat();
}
