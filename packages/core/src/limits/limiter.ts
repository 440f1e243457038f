import type { RateLimit, RequestRateLimit } from "../protocol/protocol.js";

/** Delays requests to keep the gateway's frequency limits. */
export interface Limiter {
  /**
   * Resolves when the request may be sent. Call the returned function when the reply has arrived or the request has
   * failed. Rejects with the signal's reason when that fires first.
   */
  acquire(request: LimitedRequest, options: AcquireOptions): Promise<Leave>;
  /** What is left of each recently used budget, by name, for `client.stats()`. Absent when the limiter cannot tell. */
  quotaLeft?(): Readonly<Record<string, QuotaLeft>>;
}

/** The rest of a budget. */
export interface QuotaLeft {
  /** Requests that may be sent right away. */
  readonly left: number;
  /** Requests that the limit allows in `perSeconds`. */
  readonly requests: number;
  readonly perSeconds: number;
  /** Requests that are waiting for their turn. */
  readonly waiting: number;
}

/**
 * Says that a request is over. Only the first call counts.
 *
 * @param retryAfterMs set when the gateway refused the request as one too many: nothing more may be sent on its budget
 * for this long
 */
export type Leave = (retryAfterMs?: number) => void;

/** A request that is ready to be sent. */
export interface LimitedRequest {
  readonly protocol: LimitedProtocol;
  /** The account that the request counts for, when the protocol's limit is per account. */
  readonly account?: string | undefined;
  /**
   * Whether the request does not count: it takes no slot, and waits only while the budget is blocked. Default: false.
   */
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
  /** Called at most once, with the expected wait, when there is one. */
  readonly onWait?: ((waitMs: number) => void) | undefined;
}

/**
 * The name of the budget that a request counts in: the name of a protocol, with the account when the limit is per
 * account.
 */
export function budgetNameOf({ protocol: { name, rateLimit }, account = "" }: LimitedRequest): string {
  const owner = rateLimit?.budgetOf ?? name;
  return rateLimit?.scope === "account" ? `${owner}:${account}` : owner;
}

/** Whether a request counts in its budget. */
export function countsInBudget({ protocol: { rateLimit }, isFree = false }: LimitedRequest): boolean {
  return rateLimit !== undefined && !isFree;
}

/** Describes a request to a limiter. */
export function toLimitedRequest<C2S>(
  protocol: LimitedProtocol & { readonly rateLimit?: RequestRateLimit<C2S> },
  c2s: C2S,
): LimitedRequest {
  const { rateLimit } = protocol;
  const account = rateLimit?.scope === "account" ? rateLimit.account?.(c2s) : undefined;
  return { protocol, account, isFree: rateLimit?.counts?.(c2s) === false };
}
