import { type Clock, systemClock } from "../clock.js";
import type { RateLimit } from "../protocol/protocol.js";
import type { Limiter } from "./limiter.js";

/**
 * A limiter with one sliding window per protocol: so many requests in any so many seconds, and bursts are fine. A
 * request leaves its window that long after its *reply*, so a slow network cannot make the gateway count one too many.
 */
export function createSlidingWindowLimiter({ clock = systemClock }: { readonly clock?: Clock } = {}): Limiter {
  const windows = new Map<number, Window>();
  return {
    async acquire({ id, rateLimit }, signal) {
      signal.throwIfAborted();
      if (!rateLimit) return () => {};
      const window = windows.get(id) ?? new Window(rateLimit, clock);
      windows.set(id, window);
      await window.enter(signal);
      let left = false;
      return () => {
        if (!left) window.leave();
        left = true;
      };
    },
  };
}

class Window {
  readonly #requests: number;
  readonly #lengthMs: number;
  readonly #clock: Clock;
  readonly #waiting = new Set<() => void>();
  #inFlight = 0;
  #repliesMs: number[] = [];
  #cancelTimer: (() => void) | undefined;

  constructor({ requests, perSeconds }: RateLimit, clock: Clock) {
    this.#requests = requests;
    this.#lengthMs = perSeconds * 1000;
    this.#clock = clock;
  }

  enter(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const enter = () => {
        signal.removeEventListener("abort", abandon);
        this.#inFlight++;
        resolve();
      };
      const abandon = () => {
        this.#waiting.delete(enter);
        this.#admit();
        reject(signal.reason);
      };
      signal.addEventListener("abort", abandon, { once: true });
      this.#waiting.add(enter);
      this.#admit();
    });
  }

  leave(): void {
    this.#inFlight--;
    this.#repliesMs.push(this.#clock.nowMs());
    this.#admit();
  }

  #admit(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const nowMs = this.#clock.nowMs();
    // The gateway wants more than the window's length between the first and the one too many.
    this.#repliesMs = this.#repliesMs.filter((replyMs) => nowMs - replyMs <= this.#lengthMs);
    for (const enter of this.#waiting) {
      if (this.#inFlight + this.#repliesMs.length >= this.#requests) break;
      this.#waiting.delete(enter);
      enter();
    }
    const [oldestMs] = this.#repliesMs;
    if (this.#waiting.size > 0 && oldestMs !== undefined) {
      this.#cancelTimer = this.#clock.schedule(() => this.#admit(), oldestMs + this.#lengthMs + 1 - nowMs);
    }
  }
}
