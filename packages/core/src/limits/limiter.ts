import type { RateLimit, RequestRateLimit } from "../protocol/protocol.js";

/** Holds requests back so that the gateway's frequency limits are kept. */
export interface Limiter {
  /**
   * Resolves when the request may be sent. Call what it gives when the reply has arrived or the request has failed.
   * Rejects with the signal's reason when that fires first.
   */
  acquire(request: LimitedRequest, options: AcquireOptions): Promise<Leave>;
  /** What is left of each budget that was used lately, by its name, for `client.stats()`. Absent where that cannot be told. */
  quotaLeft?(): Readonly<Record<string, QuotaLeft>>;
}

/** What is left of a budget. */
export interface QuotaLeft {
  /** Requests that may be sent at once. */
  readonly left: number;
  /** Requests that the limit allows in `perSeconds`. */
  readonly requests: number;
  readonly perSeconds: number;
  /** Requests that wait for their turn. */
  readonly waiting: number;
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
  /** The account that the request counts for, where the protocol's limit counts per account. */
  readonly account?: string | undefined;
  /** Whether the request does not count: it takes no slot, and waits only while the budget is held back. Default: false. */
  readonly isFree?: boolean | undefined;
}

/** What a limiter needs to know of a protocol. */
export interface LimitedProtocol {
  readonly id: number;
  readonly name: string;
  readonly rateLimit?: RateLimit;
}

/** How a request waits for its turn. */
export interface AcquireOptions {
  /** Gives up waiting. */
  readonly signal: AbortSignal;
  /** Is told at most once how long the wait is expected to be, when there is one. */
  readonly onWait?: ((waitMs: number) => void) | undefined;
}

/** The name of the budget that a request counts in: that of a protocol and, where the limit says so, of an account. */
export function budgetNameOf({ protocol: { name, rateLimit }, account = "" }: LimitedRequest): string {
  const owner = rateLimit?.budgetOf ?? name;
  return rateLimit?.scope === "account" ? `${owner}:${account}` : owner;
}

/** Whether a request counts in its budget at all. */
export function countsInBudget({ protocol: { rateLimit }, isFree = false }: LimitedRequest): boolean {
  return rateLimit !== undefined && !isFree;
}

/** What a limiter needs to know of a request. */
export function toLimitedRequest<C2S>(
  protocol: LimitedProtocol & { readonly rateLimit?: RequestRateLimit<C2S> },
  c2s: C2S,
): LimitedRequest {
  const { rateLimit } = protocol;
  const account = rateLimit?.scope === "account" ? rateLimit.account?.(c2s) : undefined;
  return { protocol, account, isFree: rateLimit?.counts?.(c2s) === false };
}
