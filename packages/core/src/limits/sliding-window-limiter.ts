import { type Clock, systemClock } from "../base/clock.js";
import { Budget } from "./budget.js";
import { budgetNameOf, countsInBudget, type Limiter, type QuotaLeft } from "./limiter.js";

/** A limiter that can tell whether it still has anything to remember. */
export interface SlidingWindowLimiter extends Limiter {
  /** Whether no request is waiting, in flight, or still in a window. */
  readonly isIdle: boolean;
}

/**
 * A limiter with one sliding window per protocol: a number of requests within a number of seconds, bursts included. A
 * request leaves its window that many seconds after its *reply*, so a slow network cannot cause one request too many.
 * Pass the same one to several clients, as their option `limiter`, to share the budgets.
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
    // Accounts come and go, so unused windows are dropped whenever a new one is added.
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
