import { type Clock, systemClock } from "../base/clock.js";
import { Budget } from "./budget.js";
import { budgetNameOf, countsInBudget, type Limiter, type QuotaLeft } from "./limiter.js";

/** A limiter that tells whether it still has to remember anything. */
export interface SlidingWindowLimiter extends Limiter {
  /** Whether no request waits, is in flight or is still in a window. */
  readonly isIdle: boolean;
}

/**
 * A limiter with one sliding window per protocol: so many requests in any so many seconds, and bursts are fine. A
 * request leaves its window that long after its *reply*, so a slow network cannot make the gateway count one too many.
 * Give the same one to several clients, as their option `limiter`, to have them share the budgets.
 */
export function createSlidingWindowLimiter({
  clock = systemClock,
}: {
  readonly clock?: Clock;
} = {}): SlidingWindowLimiter {
  const budgets = new Map<string, Budget>();

  function dropIdle(): void {
    for (const [name, budget] of budgets) if (budget.isIdle) budgets.delete(name);
  }

  function addBudget(name: string, budget: Budget): Budget {
    // Accounts come and go: what is not needed any more goes when something new comes.
    dropIdle();
    budgets.set(name, budget);
    return budget;
  }

  return {
    get isIdle() {
      dropIdle();
      return budgets.size === 0;
    },
    quotaLeft() {
      dropIdle();
      const quota: Record<string, QuotaLeft> = {};
      for (const [name, { left }] of budgets) if (left) quota[name] = left;
      return quota;
    },
    async acquire(request, options) {
      options.signal.throwIfAborted();
      const name = budgetNameOf(request);
      const budget = budgets.get(name) ?? addBudget(name, new Budget(request.protocol.rateLimit, clock));
      return await budget.enter(countsInBudget(request) ? "counted" : "free", options);
    },
  };
}
