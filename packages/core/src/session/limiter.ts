import type { RateLimit } from "../protocol/protocol.js";

/** Holds requests back so that the gateway's frequency limits are kept. */
export interface Limiter {
  /**
   * Resolves when the request may be sent. Call what it gives when the reply has arrived or the request has failed.
   * Rejects with the signal's reason when that fires first.
   */
  acquire(request: LimitedRequest, options: AcquireOptions): Promise<Leave>;
}

/**
 * Says that a request is over. Calls after the first do nothing.
 *
 * @param retryAfterMs given when the gateway refused the request as one too many: so long, nothing more may be sent on
 * the budget of that request
 */
export type Leave = (retryAfterMs?: number) => void;

/** A request that is about to be sent. */
export interface LimitedRequest {
  readonly protocol: LimitedProtocol;
  /** The account that the request is about. Protocols whose limit counts per account have a budget for each. */
  readonly account?: string | undefined;
  /** Whether the request asks for a page after the first. Some limits count first pages only. */
  readonly isLaterPage?: boolean | undefined;
}

/** What a limiter needs to know of a protocol. */
export interface LimitedProtocol {
  readonly id: number;
  readonly rateLimit?: RateLimit;
}

/** How a request waits for its turn. */
export interface AcquireOptions {
  /** Gives up waiting. */
  readonly signal: AbortSignal;
  /** Is told at most once how long the wait is expected to be, when there is one. */
  readonly onWait?: ((waitMs: number) => void) | undefined;
}

/** The name of the budget that a request counts in: that of its protocol or, where the limit says so, of its account. */
export function budgetNameOf({ protocol, account = "" }: LimitedRequest): string {
  return protocol.rateLimit?.scope === "account" ? `${protocol.id}:${account}` : String(protocol.id);
}

/** Whether a request counts in its budget at all. */
export function countsInBudget({ protocol: { rateLimit }, isLaterPage }: LimitedRequest): boolean {
  return rateLimit !== undefined && !(rateLimit.firstPageOnly && isLaterPage);
}
