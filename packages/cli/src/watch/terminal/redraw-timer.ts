import type { Clock } from "@opend/core";

/** Draws soon after something has changed, but not more often than it may. */
export class RedrawTimer {
  readonly #clock: Clock;
  readonly #leastMs: number;
  readonly #draw: () => void;
  #drawnMs = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | undefined;
  #isHeld = false;
  #isDue = false;
  #isStopped = false;

  /** @param leastMs the least time from one drawing to the next */
  constructor(clock: Clock, leastMs: number, draw: () => void) {
    this.#clock = clock;
    this.#leastMs = leastMs;
    this.#draw = draw;
  }

  /** Something has changed. Cheap enough to call at each update. */
  request(): void {
    if (this.#cancel !== undefined || this.#isStopped) return;
    if (this.#isHeld) {
      this.#isDue = true;
      return;
    }
    // Never at once: all that arrived together is drawn together.
    const delayMs = Math.max(0, this.#drawnMs + this.#leastMs - this.#clock.nowMs());
    this.#cancel = this.#clock.schedule(() => this.#fire(), delayMs);
  }

  /** Draws nothing until {@link release}, such as while the terminal is busy. */
  hold(): void {
    this.#isHeld = true;
  }

  release(): void {
    this.#isHeld = false;
    if (!this.#isDue) return;
    this.#isDue = false;
    this.request();
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #fire(): void {
    this.#cancel = undefined;
    if (this.#isHeld) {
      this.#isDue = true;
      return;
    }
    const nowMs = this.#clock.nowMs();
    if (nowMs < this.#drawnMs + this.#leastMs) {
      // A timer may come a moment early.
      this.request();
      return;
    }
    this.#drawnMs = nowMs;
    this.#draw();
  }
}
