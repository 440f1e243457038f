import type { RateLimit } from "../protocol/protocol.js";

/** Holds requests back so that the gateway's frequency limits are kept. */
export interface Limiter {
  /**
   * Resolves when a request of the protocol may be sent. Call what it gives when the reply has arrived or the request
   * has failed. Rejects with the signal's reason when that fires first.
   */
  acquire(protocol: LimitedProtocol, signal: AbortSignal): Promise<() => void>;
}

/** What a limiter needs to know of a protocol. */
export interface LimitedProtocol {
  readonly id: number;
  readonly rateLimit?: RateLimit;
}
