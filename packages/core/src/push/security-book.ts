import { type Clock, delay } from "../clock.js";
import { createError, isOpendError } from "../errors.js";
import type { Requester, SubscribeSecurities } from "../protocol/push-protocol.js";
import { formatSecurity } from "../security.js";
import type { FailedSecurity } from "./failed-topic.js";
import { type Topic, topicKey } from "./topic.js";

interface Subscription {
  readonly topic: Topic;
  users: number;
  /** Settles with the gateway's answer. */
  subscribed: Promise<void>;
  sinceMs: number;
  cancelUnsubscribing: (() => void) | undefined;
}

/** The gateway refuses to end a subscription that is younger than 60 s. */
const minAgeMs = 60_000;
const marginMs = 1_000;

/**
 * The subscriptions that a client wants, whatever connection it has: each is made when its first user comes, made again
 * on a new connection, and ended when the last user has gone and the gateway allows it.
 */
export class SecurityBook {
  readonly #clock: Clock;
  readonly #session: () => Requester;
  readonly #subscribe: SubscribeSecurities;
  /** In the order in which they were wanted first. */
  readonly #subscriptions = new Map<string, Subscription>();

  /** @param session gives the current session, or throws while there is none */
  constructor(clock: Clock, session: () => Requester, subscribe: SubscribeSecurities) {
    this.#clock = clock;
    this.#session = session;
    this.#subscribe = subscribe;
  }

  /** Subscriptions that are wanted, or that wait to be ended. */
  get size(): number {
    return this.#subscriptions.size;
  }

  /**
   * Adds a user to topics. Resolves when all of them are subscribed.
   *
   * @param rivals data types of which a security has one at a time, since their pushes look alike
   * @throws what the gateway answers, `InvalidOption` when a rival is subscribed; nobody is added then
   */
  async join(topics: readonly Topic[], rivals: readonly number[]): Promise<void> {
    for (const topic of topics) this.#refuseRival(topic, rivals);
    const fresh: Topic[] = [];
    for (const topic of topics) {
      const known = this.#subscriptions.get(keyOf(topic));
      known?.cancelUnsubscribing?.();
      if (known) known.cancelUnsubscribing = undefined;
      else fresh.push(topic);
    }
    const made = fresh.length > 0 ? this.#subscribeAll(this.#session(), fresh) : Promise.resolve();
    for (const topic of fresh) {
      this.#subscriptions.set(keyOf(topic), {
        topic,
        users: 0,
        subscribed: made,
        sinceMs: this.#clock.nowMs(),
        cancelUnsubscribing: undefined,
      });
    }
    for (const topic of topics) this.#change(topic, 1);
    try {
      await Promise.all(topics.map((topic) => this.#subscriptions.get(keyOf(topic))?.subscribed));
    } catch (error) {
      for (const topic of fresh) this.#subscriptions.delete(keyOf(topic));
      this.leave(topics);
      throw error;
    }
  }

  /** Takes a user off topics. Those without any are ended as soon as the gateway allows it. */
  leave(topics: readonly Topic[]): void {
    for (const topic of topics) {
      const subscription = this.#change(topic, -1);
      if (subscription && subscription.users <= 0) this.#endLater(subscription);
    }
  }

  /** Makes all subscriptions again on a new connection, in order. Gives those that the gateway refused. */
  async resume(session: Requester): Promise<readonly FailedSecurity[]> {
    const failed: FailedSecurity[] = [];
    for (const [key, subscription] of [...this.#subscriptions]) {
      subscription.cancelUnsubscribing?.();
      subscription.cancelUnsubscribing = undefined;
      if (subscription.users <= 0) {
        this.#subscriptions.delete(key);
        continue;
      }
      const { subType, security } = subscription.topic;
      subscription.sinceMs = this.#clock.nowMs();
      try {
        await this.#subscribeAll(session, [subscription.topic]);
      } catch (error) {
        if (!isOpendError(error, "GatewayError")) throw error;
        failed.push({ subType, code: formatSecurity(security), error });
      }
    }
    return failed;
  }

  /** Forgets everything, at the end of the client. */
  clear(): void {
    for (const { cancelUnsubscribing } of this.#subscriptions.values()) cancelUnsubscribing?.();
    this.#subscriptions.clear();
  }

  /** One request per data type. */
  async #subscribeAll(session: Requester, topics: readonly Topic[]): Promise<void> {
    for (const subType of new Set(topics.map((topic) => topic.subType))) {
      const alike = topics.filter((topic) => topic.subType === subType);
      const securities = alike.map(({ security }) => security);
      await this.#subscribe(session, { isSub: true, subType, securities, klineSource: alike[0]?.klineSource });
    }
  }

  #refuseRival(topic: Topic, rivals: readonly number[]): void {
    for (const [key, { topic: other }] of this.#subscriptions) {
      const isSameSecurity = topicKey({ ...other, subType: 0 }) === topicKey({ ...topic, subType: 0 });
      if (!rivals.includes(other.subType) || !isSameSecurity || key === keyOf(topic)) continue;
      const code = formatSecurity(topic.security);
      const message = `data type ${other.subType} of ${code} is still subscribed, and its pushes cannot be told from those of data type ${topic.subType}`;
      throw createError("InvalidOption", message, { option: "subTypes" });
    }
  }

  #change(topic: Topic, by: number): Subscription | undefined {
    const subscription = this.#subscriptions.get(keyOf(topic));
    if (subscription) subscription.users += by;
    return subscription;
  }

  #endLater(subscription: Subscription): void {
    const ageMs = this.#clock.nowMs() - subscription.sinceMs;
    const stop = new AbortController();
    subscription.cancelUnsubscribing = () => stop.abort();
    const waiting = delay(this.#clock, Math.max(0, minAgeMs + marginMs - ageMs), stop.signal, true);
    waiting
      .then(
        () => {
          const key = keyOf(subscription.topic);
          if (this.#subscriptions.get(key) !== subscription) return;
          this.#subscriptions.delete(key);
          const { subType, security, klineSource } = subscription.topic;
          return this.#subscribe(this.#session(), { isSub: false, subType, securities: [security], klineSource });
        },
        // Somebody came back, or the connection went, which ends the subscription too.
      )
      .catch(() => {});
  }
}

/** What tells subscriptions apart: more than a push says. */
function keyOf(topic: Topic): string {
  return `${topicKey(topic)} ${topic.klineSource ?? ""}`;
}
