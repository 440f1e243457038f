import type { Clock } from "@opend/core";
import type { Qot_Common } from "@opend/core/protocols";
import { refuse } from "../../base/refuse.js";

/** How long a security takes a unit of quota after it was last asked for. */
const heldMs = 7 * 86_400_000;

/** A security that takes a unit. */
export interface HistoryUse {
  readonly security: Qot_Common.Security;
  /** When it was last asked for, by the gateway's clock. */
  readonly askedMs: number;
}

/** The securities whose history K-lines were asked for, and the quota that they take. */
export class HistoryQuota {
  readonly #clock: Clock;
  readonly #quota: number;
  readonly #uses = new Map<string, HistoryUse>();

  constructor(clock: Clock, quota: number) {
    this.#clock = clock;
    this.#quota = quota;
  }

  /** Who takes a unit now, oldest first. */
  get uses(): readonly HistoryUse[] {
    const nowMs = this.#clock.nowMs();
    for (const [key, { askedMs }] of this.#uses) if (nowMs - askedMs > heldMs) this.#uses.delete(key);
    return [...this.#uses.values()];
  }

  /** Units that are free. */
  get remaining(): number {
    return this.#quota - this.uses.length;
  }

  /** Takes a unit for a security, or keeps the one that it has: {@link refuse} when none is free. */
  take({ market, code }: Qot_Common.Security): void {
    const key = `${market} ${code}`;
    const { remaining } = this;
    if (remaining <= 0 && !this.#uses.has(key)) {
      refuse(`the quota of history K-lines is not enough: ${this.#quota} of ${this.#quota} units are in use`);
    }
    this.#uses.delete(key);
    this.#uses.set(key, { security: { market, code }, askedMs: this.#clock.nowMs() });
  }
}
