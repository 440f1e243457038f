import { type Clock, systemClock } from "../base/clock.js";
import type { Limiter } from "./limiter.js";
import { createSlidingWindowLimiter, type SlidingWindowLimiter } from "./sliding-window-limiter.js";

/** A limiter that all clients of a gateway in this process share. */
export interface LimiterLease {
  readonly limiter: Limiter;
  /** Releases this client's use of the limiter. May be called any number of times. */
  release(): void;
}

interface Entry {
  readonly limiter: SlidingWindowLimiter;
  users: number;
}

type Entries = Map<string, Entry>;

/**
 * Returns the limiter that the clients of a gateway share. It is dropped when no client uses it and its windows are
 * empty. This is checked whenever a client comes or goes, so that no timer keeps the process alive.
 *
 * @param gateway the identity of the gateway, or its endpoint when that is unknown
 */
export function leaseLimiter(gateway: string, clock: Clock): LimiterLease {
  const entries = entriesOf(clock);
  dropUnused(entries);
  const entry = entries.get(gateway) ?? { limiter: createSlidingWindowLimiter({ clock }), users: 0 };
  entries.set(gateway, entry);
  entry.users++;
  let released = false;
  return {
    limiter: entry.limiter,
    release() {
      if (released) return;
      released = true;
      entry.users--;
      dropUnused(entries);
    },
  };
}

/** Returns the number of limiters that are kept for a clock. */
export function countSharedLimiters(clock: Clock): number {
  return entriesOf(clock).size;
}

// Stored in the global object, because an ESM copy and a CommonJS copy of this package in one process share the gateway
// too.
const slot: unique symbol = Symbol.for("@opend/core/limiters/1");
const shared: typeof globalThis & { [slot]?: Entries } = globalThis;
const ofOtherClocks = new WeakMap<Clock, Entries>();

function entriesOf(clock: Clock): Entries {
  if (clock === systemClock) {
    shared[slot] ??= new Map();
    return shared[slot];
  }
  const entries = ofOtherClocks.get(clock) ?? new Map<string, Entry>();
  ofOtherClocks.set(clock, entries);
  return entries;
}

function dropUnused(entries: Entries): void {
  for (const [gateway, { users, limiter }] of entries) if (users === 0 && limiter.isIdle) entries.delete(gateway);
}
