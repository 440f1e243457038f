import type { Clock } from "../base/clock.js";
import { onAbort } from "../base/on-abort.js";
import type { RateLimit } from "../protocol/protocol.js";
import type { AcquireOptions, Leave, QuotaLeft } from "./limiter.js";

/** A request that is waiting for its turn. */
interface Waiter {
  enter(): void;
}

/**
 * One sliding window: it admits a number of requests within a number of seconds. A request leaves the window that many
 * seconds after its *reply*. Waiting requests enter in the order in which they arrived.
 */
export class Budget {
  readonly #requests: number;
  readonly #lengthMs: number;
  readonly #minIntervalMs: number;
  readonly #clock: Clock;
  /** `counted` requests wait for a slot. `free` ones take no slot and wait only while the budget is blocked. */
  readonly #waiting = { counted: new Set<Waiter>(), free: new Set<Waiter>() };
  #inFlight = { counted: 0, free: 0 };
  #repliesMs: number[] = [];
  #lastEnteredMs = Number.NEGATIVE_INFINITY;
  #blockedUntilMs = Number.NEGATIVE_INFINITY;
  #cancelTimer: (() => void) | undefined;

  /** @param rateLimit undefined when no limit is known: the budget then only remembers refusals */
  constructor(rateLimit: RateLimit | undefined, clock: Clock) {
    this.#requests = rateLimit?.requests ?? Number.POSITIVE_INFINITY;
    this.#lengthMs = (rateLimit?.perSeconds ?? 0) * 1000;
    this.#minIntervalMs = rateLimit?.minIntervalMs ?? 0;
    this.#clock = clock;
  }

  /** Whether the budget holds nothing that would affect a later request. */
  get isIdle(): boolean {
    const nowMs = this.#clock.nowMs();
    this.#forgetBefore(nowMs);
    const { counted, free } = this.#inFlight;
    const isEmpty =
      counted + free + this.#repliesMs.length + this.#waiting.counted.size + this.#waiting.free.size === 0;
    return isEmpty && this.#blockedUntilMs <= nowMs && this.#lastEnteredMs + this.#minIntervalMs <= nowMs;
  }

  /** What is left of the limit. Undefined when no limit is known. */
  get left(): QuotaLeft | undefined {
    if (this.#requests === Number.POSITIVE_INFINITY) return undefined;
    const nowMs = this.#clock.nowMs();
    this.#forgetBefore(nowMs);
    const free = this.#requests - this.#inFlight.counted - this.#repliesMs.length;
    return {
      left: this.#blockedUntilMs > nowMs ? 0 : Math.max(0, free),
      requests: this.#requests,
      perSeconds: this.#lengthMs / 1000,
      waiting: this.#waiting.counted.size + this.#waiting.free.size,
    };
  }

  /** Waits for a turn. `kind` says whether the request takes a slot. */
  enter(kind: "counted" | "free", { signal, onWait }: AcquireOptions): Promise<Leave> {
    return new Promise((resolve, reject) => {
      const line = this.#waiting[kind];
      const waiter: Waiter = {
        enter: () => {
          release();
          this.#inFlight[kind]++;
          if (kind === "counted") this.#lastEnteredMs = this.#clock.nowMs();
          resolve(this.#createLeave(kind));
        },
      };
      const giveUp = (reason: unknown) => {
        release();
        line.delete(waiter);
        this.#admit();
        reject(reason);
      };
      const release = onAbort(signal, () => giveUp(signal.reason));
      line.add(waiter);
      this.#admit();
      if (!line.has(waiter)) return;
      try {
        onWait?.(this.#expectedWaitMs(kind));
      } catch (error) {
        giveUp(error);
      }
    });
  }

  #createLeave(kind: "counted" | "free"): Leave {
    let left = false;
    return (retryAfterMs) => {
      if (left) return;
      left = true;
      const nowMs = this.#clock.nowMs();
      this.#inFlight[kind]--;
      if (kind === "counted") this.#repliesMs.push(nowMs);
      if (retryAfterMs !== undefined) this.#blockedUntilMs = Math.max(this.#blockedUntilMs, nowMs + retryAfterMs + 1);
      this.#admit();
    };
  }

  #admit(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const nowMs = this.#clock.nowMs();
    this.#forgetBefore(nowMs);
    let nextMs = Number.POSITIVE_INFINITY;
    for (const kind of ["free", "counted"] as const) {
      const line = this.#waiting[kind];
      for (const waiter of line) {
        const openMs = this.#openMs(kind);
        if (openMs > nowMs) {
          nextMs = Math.min(nextMs, openMs);
          break;
        }
        line.delete(waiter);
        waiter.enter();
      }
    }
    if (nextMs === Number.POSITIVE_INFINITY) return;
    this.#cancelTimer = this.#clock.schedule(() => this.#admit(), nextMs - nowMs);
  }

  /** When the next request may enter. Infinity when a reply must arrive first. */
  #openMs(kind: "counted" | "free"): number {
    if (kind === "free") return this.#blockedUntilMs;
    return Math.max(this.#blockedUntilMs, this.#lastEnteredMs + this.#minIntervalMs, this.#slotMs());
  }

  #slotMs(): number {
    if (this.#inFlight.counted + this.#repliesMs.length < this.#requests) return Number.NEGATIVE_INFINITY;
    const [oldestMs = Number.POSITIVE_INFINITY] = this.#repliesMs;
    return oldestMs + this.#turnoverMs;
  }

  /** Returns how long the last waiting request will wait if every reply arrives immediately. */
  #expectedWaitMs(kind: "counted" | "free"): number {
    const nowMs = this.#clock.nowMs();
    if (kind === "free") return this.#blockedUntilMs - nowMs;
    const place = this.#waiting.counted.size - 1;
    const intervalMs = this.#lastEnteredMs + this.#minIntervalMs * (place + 1);
    return Math.max(this.#blockedUntilMs, intervalMs, this.#expectedSlotMs(place, nowMs)) - nowMs;
  }

  #expectedSlotMs(place: number, nowMs: number): number {
    const open = this.#requests - this.#inFlight.counted - this.#repliesMs.length;
    const round = Math.floor(place / this.#requests);
    const slot = place % this.#requests;
    const freeMs = slot < open ? nowMs : (this.#repliesMs[slot - open] ?? nowMs) + this.#turnoverMs;
    return freeMs + round * this.#turnoverMs;
  }

  /** The gateway requires slightly more than the window's length between a request and the next one over the limit. */
  get #turnoverMs(): number {
    return this.#lengthMs + 1;
  }

  #forgetBefore(nowMs: number): void {
    this.#repliesMs = this.#repliesMs.filter((replyMs) => nowMs - replyMs <= this.#lengthMs);
  }
}
