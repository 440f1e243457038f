import { onAbort } from "./on-abort.js";

/** The source of time. Tests and simulations pass their own clock, so that nothing really waits. */
export interface Clock {
  /** Unix time in milliseconds. It never goes back. */
  nowMs(): number;
  /**
   * Calls back once after a delay in milliseconds. `Infinity` never calls back, and only keeps the process alive.
   * Returns the function that cancels it.
   *
   * @param isBackground whether the process may exit before the callback when nothing else keeps it alive
   */
  schedule(callback: () => void, delayMs: number, isBackground?: boolean): () => void;
}

/** The machine's timers hold 31 bits and fire at once for a longer delay, which therefore takes several timers. */
const maxDelayMs = 2 ** 31 - 1;

/** The clock of the machine. */
export const systemClock: Clock = {
  // Unlike Date.now, it does not jump when the machine's clock is set.
  nowMs: () => performance.timeOrigin + performance.now(),
  schedule(callback, delayMs, isBackground = false) {
    const dueMs = systemClock.nowMs() + delayMs;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const arm = (restMs: number) => {
      timer = restMs > maxDelayMs ? setTimeout(rearm, maxDelayMs) : setTimeout(callback, restMs);
      if (isBackground) letProcessEnd(timer);
    };
    const rearm = () => arm(dueMs - systemClock.nowMs());
    arm(delayMs);
    return () => clearTimeout(timer);
  },
};

/** Node and Bun have a method for this, and Deno a function. A browser has no process. */
function letProcessEnd(timer: unknown): void {
  const deno: unknown = Reflect.get(globalThis, "Deno");
  if (hasMethod(timer, "unref")) timer.unref();
  else if (hasMethod(deno, "unrefTimer")) deno.unrefTimer(timer);
}

function hasMethod<Name extends string>(
  value: unknown,
  name: Name,
): value is Record<Name, (argument?: unknown) => void> {
  return typeof value === "object" && value !== null && name in value && typeof Reflect.get(value, name) === "function";
}

/** Waits for a number of milliseconds of a clock. Rejects with the signal's reason when that fires first. */
export function delay(clock: Clock, delayMs: number, signal?: AbortSignal, isBackground?: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const cancel = clock.schedule(
      () => {
        release();
        resolve();
      },
      delayMs,
      isBackground,
    );
    const release = onAbort(signal, () => {
      cancel();
      reject(signal?.reason);
    });
  });
}

/** A clock that stands still until it is advanced. */
export interface ManualClock extends Clock {
  /** Advances by a number of milliseconds, and runs the callbacks that become due, in order. */
  advance(ms: number): void;
  /** Advances to the next callback that is due, and calls it. Returns false when there is none. */
  advanceToNext(): boolean;
  /** The number of callbacks that are still due. */
  readonly scheduled: number;
}

/** Creates a clock that starts at `nowMs` (default 0) and moves only when it is advanced. */
export function createManualClock(nowMs = 0): ManualClock {
  const timers = new Set<{ readonly dueMs: number; readonly callback: () => void }>();

  function callNext(endMs: number): boolean {
    let next: { readonly dueMs: number; readonly callback: () => void } | undefined;
    for (const timer of timers) {
      if (
        timer.dueMs <= endMs &&
        timer.dueMs < Number.POSITIVE_INFINITY &&
        (next === undefined || timer.dueMs < next.dueMs)
      )
        next = timer;
    }
    if (next === undefined) return false;
    timers.delete(next);
    nowMs = next.dueMs;
    next.callback();
    return true;
  }

  return {
    nowMs: () => nowMs,
    schedule(callback, delayMs) {
      const timer = { dueMs: nowMs + Math.max(0, delayMs), callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(ms) {
      const endMs = nowMs + ms;
      while (callNext(endMs));
      nowMs = endMs;
    },
    advanceToNext: () => callNext(Number.POSITIVE_INFINITY),
    get scheduled() {
      return timers.size;
    },
  };
}
