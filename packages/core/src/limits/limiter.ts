import type { RateLimit, RequestRateLimit } from "../protocol/protocol.js";

/** Delays requests to keep within the gateway's frequency limits. */
export interface Limiter {
  /**
   * Resolves when the request may be sent. Call the returned function when the reply has arrived or the request has
   * failed. Rejects with the signal's reason if the signal fires first.
   */
  acquire(request: LimitedRequest, options: AcquireOptions): Promise<Leave>;
  /**
   * Returns the rest of each recently used budget by name, for `client.stats()`. Absent when the limiter cannot tell.
   */
  quotaLeft?(): Readonly<Record<string, QuotaLeft>>;
}

/** The rest of a budget. */
export interface QuotaLeft {
  /** Requests that may be sent immediately. */
  readonly left: number;
  /** Requests that the limit allows in `perSeconds`. */
  readonly requests: number;
  readonly perSeconds: number;
  /** Requests that are waiting for their turn. */
  readonly waiting: number;
}

/**
 * Reports that a request is over. Calls after the first do nothing.
 *
 * @param retryAfterMs set when the gateway refused the request because of a frequency limit: no more requests of its
 * budget may be sent for this long
 */
export type Leave = (retryAfterMs?: number) => void;

/** A request that is ready to be sent. */
export interface LimitedRequest {
  readonly protocol: LimitedProtocol;
  /** The account whose budget the request counts in, when the protocol's limit is per account. */
  readonly account?: string | undefined;
  /** Whether the request is free: it takes no slot, and waits only while the budget is blocked. Default: false. */
  readonly isFree?: boolean | undefined;
}

/** The part of a protocol that a limiter uses. */
export interface LimitedProtocol {
  readonly id: number;
  readonly name: string;
  readonly rateLimit?: RateLimit;
}

/** How a request waits for its turn. */
export interface AcquireOptions {
  /** Stops waiting. */
  readonly signal: AbortSignal;
  /** Called at most once, with the expected wait, when the request has to wait. */
  readonly onWait?: ((waitMs: number) => void) | undefined;
}

/**
 * Returns the name of the budget that a request counts in: the name of a protocol, with the account when the limit is
 * per account.
 */
export function budgetNameOf({ protocol: { name, rateLimit }, account = "" }: LimitedRequest): string {
  const owner = rateLimit?.budgetOf ?? name;
  return rateLimit?.scope === "account" ? `${owner}:${account}` : owner;
}

/** Returns whether a request counts in its budget. */
export function countsInBudget({ protocol: { rateLimit }, isFree = false }: LimitedRequest): boolean {
  return rateLimit !== undefined && !isFree;
}

/** Returns the part of a request that a limiter uses. */
export function toLimitedRequest<C2S>(
  protocol: LimitedProtocol & { readonly rateLimit?: RequestRateLimit<C2S> },
  c2s: C2S,
): LimitedRequest {
  const { rateLimit } = protocol;
  const account = rateLimit?.scope === "account" ? rateLimit.account?.(c2s) : undefined;
  return { protocol, account, isFree: rateLimit?.counts?.(c2s) === false };
}
