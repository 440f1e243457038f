import { type Clock, systemClock } from "../base/clock.js";
import type { Limiter } from "./limiter.js";
import { createSlidingWindowLimiter, type SlidingWindowLimiter } from "./sliding-window-limiter.js";

/** A limiter that all clients of a gateway in this process share. */
export interface LimiterLease {
  readonly limiter: Limiter;
  /** Says that this client no longer uses it. Safe to call more than once. */
  release(): void;
}

interface Entry {
  readonly limiter: SlidingWindowLimiter;
  users: number;
}

type Entries = Map<string, Entry>;

/**
 * The limiter that the clients of a gateway share. It is dropped once no client uses it and its windows are empty. That
 * is checked whenever a client comes or goes, so no timer keeps the process alive.
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

/** How many limiters exist for a clock. */
export function countSharedLimiters(clock: Clock): number {
  return entriesOf(clock).size;
}

// On the global object, because an ESM and a CommonJS copy of this package in one process share the gateway too.
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
