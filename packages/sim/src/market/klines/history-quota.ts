import type { Clock } from "@opend/core";
import type { Qot_Common } from "@opend/core/protocols";
import { refuseFor } from "../../base/refuse.js";

/** How long a security uses a unit of quota after the last request for it. */
const heldDays = 7;
const heldMs = heldDays * 86_400_000;

/** A security that uses a unit of quota. */
export interface HistoryUse {
  readonly security: Qot_Common.Security;
  /** The time of the last request for it, by the gateway's clock. */
  readonly askedMs: number;
}

/** The securities whose history K-lines were requested, and the quota that they use. */
export class HistoryQuota {
  readonly #clock: Clock;
  readonly #quota: number;
  readonly #uses = new Map<string, HistoryUse>();

  constructor(clock: Clock, quota: number) {
    this.#clock = clock;
    this.#quota = quota;
  }

  /** The securities that use a unit now, oldest first. */
  get uses(): readonly HistoryUse[] {
    const nowMs = this.#clock.nowMs();
    for (const [key, { askedMs }] of this.#uses) if (nowMs - askedMs > heldMs) this.#uses.delete(key);
    return [...this.#uses.values()];
  }

  /** The number of free units. */
  get remaining(): number {
    return this.#quota - this.uses.length;
  }

  /** Takes a unit for a security, or renews the one that it has. Refuses the request when no unit is free. */
  take({ market, code }: Qot_Common.Security): void {
    const key = `${market} ${code}`;
    const { remaining } = this;
    if (remaining <= 0 && !this.#uses.has(key)) {
      refuseFor("historyQuotaUsedUp", { used: this.#quota, quota: this.#quota, days: heldDays });
    }
    this.#uses.delete(key);
    this.#uses.set(key, { security: { market, code }, askedMs: this.#clock.nowMs() });
  }
}
