/** How delays grow. */
export interface BackoffOptions {
  /** Upper bound of the first delay in milliseconds. */
  readonly baseDelayMs: number;
  /** The largest bound in milliseconds. */
  readonly maxDelayMs: number;
  /** Returns numbers from 0 to 1. */
  readonly random: () => number;
}

/**
 * Computes an exponential backoff with full jitter: every delay from 0 to the bound is equally likely, so that clients
 * spread out.
 */
export function backoffMs(attempt: number, { baseDelayMs, maxDelayMs, random }: BackoffOptions): number {
  return random() * Math.min(maxDelayMs, baseDelayMs * 2 ** (attempt - 1));
}
