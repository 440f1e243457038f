import type { Clock } from "@opend/core";

interface Timer {
  readonly dueMs: number;
  readonly callback: () => void;
  cancel: () => void;
}

/** A clock on top of another one that can leap ahead, like the clock of a machine that was asleep. */
export class LeapingClock implements Clock {
  readonly #base: Clock;
  readonly #timers = new Set<Timer>();
  #aheadMs = 0;

  constructor(base: Clock) {
    this.#base = base;
  }

  nowMs(): number {
    return this.#base.nowMs() + this.#aheadMs;
  }

  schedule(callback: () => void, delayMs: number): () => void {
    const timer: Timer = { dueMs: this.nowMs() + delayMs, callback, cancel: () => {} };
    this.#timers.add(timer);
    this.#arm(timer);
    return () => {
      this.#timers.delete(timer);
      timer.cancel();
    };
  }

  /** Leaps ahead. Callbacks that become due are called at once, in order. */
  leap(ms: number): void {
    this.#aheadMs += ms;
    for (const timer of [...this.#timers].sort((a, b) => a.dueMs - b.dueMs)) {
      // An earlier callback may have canceled this one.
      if (!this.#timers.has(timer)) continue;
      timer.cancel();
      if (timer.dueMs <= this.nowMs()) this.#fire(timer);
      else this.#arm(timer);
    }
  }

  #arm(timer: Timer): void {
    timer.cancel = this.#base.schedule(() => this.#fire(timer), timer.dueMs - this.nowMs());
  }

  #fire(timer: Timer): void {
    this.#timers.delete(timer);
    timer.callback();
  }
}
