import { type Clock, formatSecurity, nameOf } from "@opend/core";
import { Qot_Common } from "@opend/core/protocols";
import { refuse, refuseFor } from "../../base/refuse.js";
import { klTypeOf } from "../live/sub-types.js";

/** The minimum time before a subscription can end and its quota becomes free. */
const minHoldMs = 60_000;

/** One data type of one security. It uses one unit of quota. */
export interface Topic {
  readonly security: Qot_Common.Security;
  /** A `Qot_Common.SubType` value. */
  readonly subType: number;
}

/** A topic that a connection has subscribed to. */
export interface Subscription extends Topic {
  /** The time of the subscription, by the gateway's clock. */
  readonly sinceMs: number;
  /**
   * The price adjustments of K-lines that the connection is registered for, or, for an event contract, their sources.
   * Other data types have a single 0. Empty if the connection is not registered.
   */
  readonly registered: ReadonlySet<number>;
}

/** The subscriptions of all connections, and the quota that they share. */
export class Subscriptions {
  readonly #clock: Clock;
  readonly #quota: number;
  readonly #byConnection = new Map<bigint, Map<string, Subscription>>();
  /** The units of connections that ended too early, and the times when they become free. */
  readonly #heldUntilMs = new Map<string, number>();

  constructor(clock: Clock, quota: number) {
    this.#clock = clock;
    this.#quota = quota;
  }

  /** The number of units in use. A topic that two connections have subscribed to uses one unit. */
  get usedQuota(): number {
    return this.#usedTopics().size;
  }

  /** The number of free units. */
  get remainingQuota(): number {
    return this.#quota - this.usedQuota;
  }

  /** The connections that have any subscription. */
  get connectionIds(): readonly bigint[] {
    return [...this.#byConnection.keys()];
  }

  /** The subscriptions of a connection, oldest first. */
  of(connectionId: bigint): readonly Subscription[] {
    return [...(this.#byConnection.get(connectionId)?.values() ?? [])];
  }

  /** The subscription of a connection to one topic. */
  find(connectionId: bigint, topic: Topic): Subscription | undefined {
    return this.#byConnection.get(connectionId)?.get(keyOf(topic));
  }

  /**
   * Subscribes to all topics. Refuses, without any change, when the quota is not enough. Existing subscriptions stay.
   */
  subscribe(connectionId: bigint, topics: readonly Topic[]): void {
    const used = this.#usedTopics();
    const wanted = new Set(topics.map(keyOf).filter((key) => !used.has(key)));
    if (used.size + wanted.size > this.#quota) {
      refuseFor("subscriptionQuotaUsedUp", { used: used.size, quota: this.#quota });
    }
    const own = this.#byConnection.get(connectionId) ?? new Map<string, Subscription>();
    const sinceMs = this.#clock.nowMs();
    for (const { security, subType } of topics) {
      const key = keyOf({ security, subType });
      if (!own.has(key)) own.set(key, { security, subType, sinceMs, registered: nothing });
    }
    this.#byConnection.set(connectionId, own);
  }

  /**
   * Unsubscribes from all topics. Refuses, without any change, when one is too young. Ignores topics without
   * subscription.
   */
  unsubscribe(connectionId: bigint, topics: readonly Topic[]): void {
    const own = this.#byConnection.get(connectionId);
    const nowMs = this.#clock.nowMs();
    for (const topic of topics) {
      const since = own?.get(keyOf(topic))?.sinceMs;
      if (since === undefined || nowMs - since >= minHoldMs) continue;
      const data = nameOf(Qot_Common.SubType, topic.subType) ?? String(topic.subType);
      refuseFor("unsubscribedTooEarly", {
        security: formatSecurity(topic.security),
        data,
        minutes: minHoldMs / 60_000,
      });
    }
    for (const topic of topics) own?.delete(keyOf(topic));
    if (own?.size === 0) this.#byConnection.delete(connectionId);
  }

  /** Registers for pushes. Refuses when there is no subscription to one of the topics. */
  register(connectionId: bigint, topics: readonly Topic[], rehabTypes: readonly number[]): void {
    for (const topic of topics) {
      if (this.find(connectionId, topic)) continue;
      refuse(`data type ${topic.subType} of ${topic.security.code} has to be subscribed before it is registered`);
    }
    this.#change(connectionId, topics, ({ subType, registered }) => {
      return klTypeOf(subType) === undefined ? notAdjusted : new Set([...registered, ...rehabTypes]);
    });
  }

  /** Unregisters from some price adjustments of K-lines, or from everything if `rehabTypes` is empty. */
  unregister(connectionId: bigint, topics: readonly Topic[], rehabTypes: readonly number[]): void {
    this.#change(connectionId, topics, ({ subType, registered }) => {
      if (klTypeOf(subType) === undefined || rehabTypes.length === 0) return nothing;
      return new Set([...registered].filter((rehabType) => !rehabTypes.includes(rehabType)));
    });
  }

  /** Forgets a connection that has ended. Its quota becomes free once its subscriptions are old enough. */
  release(connectionId: bigint): void {
    for (const subscription of this.of(connectionId)) {
      const key = keyOf(subscription);
      const untilMs = subscription.sinceMs + minHoldMs;
      this.#heldUntilMs.set(key, Math.max(untilMs, this.#heldUntilMs.get(key) ?? untilMs));
    }
    this.#byConnection.delete(connectionId);
    this.#forgetFreeUnits();
  }

  #change(
    connectionId: bigint,
    topics: readonly Topic[],
    registeredOf: (subscription: Subscription) => ReadonlySet<number>,
  ): void {
    const own = this.#byConnection.get(connectionId);
    for (const topic of topics) {
      const subscription = own?.get(keyOf(topic));
      if (subscription) own?.set(keyOf(topic), { ...subscription, registered: registeredOf(subscription) });
    }
  }

  #usedTopics(): Set<string> {
    this.#forgetFreeUnits();
    const used = new Set(this.#heldUntilMs.keys());
    for (const own of this.#byConnection.values()) for (const key of own.keys()) used.add(key);
    return used;
  }

  #forgetFreeUnits(): void {
    const nowMs = this.#clock.nowMs();
    for (const [key, untilMs] of this.#heldUntilMs) if (untilMs <= nowMs) this.#heldUntilMs.delete(key);
  }
}

const nothing: ReadonlySet<number> = new Set();
const notAdjusted: ReadonlySet<number> = new Set([0]);

function keyOf({ security, subType }: Topic): string {
  return `${subType} ${security.market} ${security.code}`;
}
