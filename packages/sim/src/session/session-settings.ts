import type { BrandFacts } from "../base/brands.js";

/** What a gateway reports about itself and its user. */
export interface SessionSettings {
  readonly facts: BrandFacts;
  /** Whether the user may see the quotes of a `Qot_Common.QotMarket` value. */
  readonly hasQuoteRight: (market: number) => boolean;
  /** Seconds between heartbeats that the gateway asks TCP clients to keep. */
  readonly keepAliveIntervalSeconds: number;
  /** Whether the gateway has an RSA key. */
  readonly isEncrypted: boolean;
  /** Returns the id of the user that the gateway is logged in as. Only called once the gateway listens. */
  readonly userId: () => bigint;
}
