import { type Clock, type Leave, type Limiter, systemClock } from "@opend/core";
import { createError } from "@opend/core/internal";
import { RedisBudget } from "./redis-budget.js";
import type { RedisClient } from "./redis-client.js";
import { orAborted, sleep } from "./until-aborted.js";

/** Options that say where the budgets are. */
export interface RedisLimiterOptions {
  /** A connected client of `ioredis` or `redis`. The limiter does not close it. */
  readonly client: RedisClient;
  /**
   * The name that all processes use for the gateway, such as `futu-1`. Another gateway needs another name, and has its
   * own budgets.
   */
  readonly gateway: string;
  /** The prefix of the keys in Redis. Default: `opend`. */
  readonly prefix?: string | undefined;
  /**
   * Longest time from sending a request to its reply, in milliseconds. A process that crashes holds its slots for this
   * time plus a window. Default: 60,000.
   */
  readonly leaseMs?: number | undefined;
  /** Measures the waits. The limits themselves use Redis's own time. Default: the machine's clock. */
  readonly clock?: Clock | undefined;
}

/**
 * A limiter that shares the budgets of a gateway with other processes, through Redis 5 or later. It uses the same
 * sliding window as the in-process limiter: a request counts until the window after its reply has passed. Unlike there,
 * waiting requests do not enter in the order in which they arrived.
 *
 * @throws `InvalidOption`
 */
export function createRedisLimiter({
  client,
  gateway,
  prefix = "opend",
  leaseMs = 60_000,
  clock = systemClock,
}: RedisLimiterOptions): Limiter {
  if (gateway === "" || /[{}]/.test(gateway + prefix)) {
    const message = "gateway must be a non-empty name, and neither gateway nor prefix may contain braces";
    throw createError("InvalidOption", message, { option: "gateway" });
  }
  if (!Number.isSafeInteger(leaseMs) || leaseMs < 1) {
    throw createError("InvalidOption", "leaseMs is a whole number of at least 1", { option: "leaseMs" });
  }
  return {
    async acquire(request, { signal, onWait }) {
      signal.throwIfAborted();
      const budget = new RedisBudget(client, `${prefix}:${gateway}`, request, leaseMs);
      for (let attempts = 0; ; attempts++) {
        const waitMs = await enterUnlessAborted(budget, signal);
        if (waitMs === 0) return createLeave(budget);
        if (attempts === 0) onWait?.(waitMs);
        await sleep(waitMs, clock, signal);
      }
    },
  };
}

/** Returns a slot that arrives when it is no longer wanted. */
async function enterUnlessAborted(budget: RedisBudget, signal: AbortSignal): Promise<number> {
  const entering = budget.enter();
  try {
    return await orAborted(entering, signal);
  } catch (error) {
    if (signal.aborted) void entering.then((waitMs) => (waitMs === 0 ? budget.cancel() : undefined)).catch(() => {});
    throw error;
  }
}

function createLeave(budget: RedisBudget): Leave {
  let left = false;
  return (retryAfterMs) => {
    if (left) return;
    left = true;
    // If Redis cannot be reached, the slot counts until its lease is over. That is only slower.
    budget.leave(retryAfterMs).catch(() => {});
  };
}
