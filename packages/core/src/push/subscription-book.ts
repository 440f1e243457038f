import { type Clock, delay } from "../clock.js";
import { isOpendError, type OpendError } from "../errors.js";
import { Qot_Sub } from "../gen/protocols/Qot_Sub.js";
import { formatSecurity } from "../security.js";
import type { Session } from "../session/session.js";
import { type Topic, topicKey } from "./topic.js";

/** A subscription that the gateway did not take again. */
export interface FailedTopic {
  /** A `Qot_Common.SubType` value. */
  readonly subType: number;
  /** The security, such as `HK.00700`. */
  readonly code: string;
  readonly error: OpendError;
}

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
export class SubscriptionBook {
  readonly #clock: Clock;
  readonly #session: () => Session;
  /** In the order in which they were wanted first. */
  readonly #subscriptions = new Map<string, Subscription>();

  /** @param session gives the current session, or throws while there is none */
  constructor(clock: Clock, session: () => Session) {
    this.#clock = clock;
    this.#session = session;
  }

  /** Subscriptions that are wanted, or that wait to be ended. */
  get size(): number {
    return this.#subscriptions.size;
  }

  /** Adds a user to topics. Resolves when all of them are subscribed. @throws what the gateway answers; nobody is added then */
  async join(topics: readonly Topic[]): Promise<void> {
    const fresh: Topic[] = [];
    for (const topic of topics) {
      const known = this.#subscriptions.get(topicKey(topic));
      known?.cancelUnsubscribing?.();
      if (known) known.cancelUnsubscribing = undefined;
      else fresh.push(topic);
    }
    const made = fresh.length > 0 ? subscribe(this.#session(), fresh) : Promise.resolve();
    for (const topic of fresh) {
      this.#subscriptions.set(topicKey(topic), {
        topic,
        users: 0,
        subscribed: made,
        sinceMs: this.#clock.nowMs(),
        cancelUnsubscribing: undefined,
      });
    }
    for (const topic of topics) this.#change(topic, 1);
    try {
      await Promise.all(topics.map((topic) => this.#subscriptions.get(topicKey(topic))?.subscribed));
    } catch (error) {
      for (const topic of topics) this.#change(topic, -1);
      for (const topic of fresh) this.#subscriptions.delete(topicKey(topic));
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
  async resume(session: Session): Promise<readonly FailedTopic[]> {
    const failed: FailedTopic[] = [];
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
        await subscribe(session, [subscription.topic]);
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

  #change(topic: Topic, by: number): Subscription | undefined {
    const subscription = this.#subscriptions.get(topicKey(topic));
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
          this.#subscriptions.delete(topicKey(subscription.topic));
          return unsubscribe(this.#session(), subscription.topic);
        },
        // Somebody came back, or the connection went, which ends the subscription too.
      )
      .catch(() => {});
  }
}

/** One request per data type. */
async function subscribe(session: Session, topics: readonly Topic[]): Promise<void> {
  for (const subType of new Set(topics.map((topic) => topic.subType))) {
    const securityList = topics.filter((topic) => topic.subType === subType).map(({ security }) => security);
    await session.request(Qot_Sub, {
      securityList,
      subTypeList: [subType],
      isSubOrUnSub: true,
      isRegOrUnRegPush: true,
      regPushRehabTypeList: [],
    });
  }
}

async function unsubscribe(session: Session, { subType, security }: Topic): Promise<void> {
  await session.request(Qot_Sub, {
    securityList: [security],
    subTypeList: [subType],
    isSubOrUnSub: false,
    isRegOrUnRegPush: false,
    regPushRehabTypeList: [],
  });
}
