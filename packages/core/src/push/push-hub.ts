import type { FailedTopic } from "../protocol/failed-topic.js";
import type { Frame } from "../wire/frame.js";
import type { NextSession, PushHost } from "./push-host.js";
import type { EventContractPushProtocol, PushProtocol, PushStreamer, QuotePushProtocol } from "./push-protocol.js";
import { accountInterest } from "./stream/account-interest.js";
import { checkPushOptions } from "./stream/check-push-options.js";
import type { Interest } from "./stream/interest.js";
import { logRefused } from "./stream/log-refused.js";
import { PushConsumer } from "./stream/push-consumer.js";
import type { AnyPushOptions } from "./stream/push-options.js";
import { PushStream } from "./stream/push-stream.js";
import { securityInterest } from "./stream/security-interest.js";
import { accountTopics } from "./subscriptions/account-topics.js";
import { securityTopics } from "./subscriptions/security-topics.js";
import { SubscriptionBook } from "./subscriptions/subscription-book.js";
import type { Topic } from "./subscriptions/topic.js";

/** A consumer as the hub sees it, whatever its messages. */
type AnyConsumer = Pick<PushConsumer<never>, "receive" | "resuming" | "resumed" | "endWithClient"> & {
  readonly protocol: { readonly id: number };
};

/** Creates the hub of a client. */
export function createPushHub(host: PushHost): PushStreamer {
  return new PushHub(host);
}

/** Delivers pushes to the streams that want them, over all sessions of a client. */
export class PushHub implements PushStreamer {
  readonly #host: PushHost;
  readonly #consumers = new Set<AnyConsumer>();
  /** The books of securities, one for each protocol that subscribes. Created when first needed. */
  readonly #securities = new Map<"quote" | "eventContract", SubscriptionBook<Topic>>();
  #accounts: SubscriptionBook<bigint> | undefined;

  constructor(host: PushHost) {
    this.#host = host;
    host.onPush((frame) => this.#deliver(frame));
    host.onReconnected((next) => this.#resume(next));
    host.closed.then((cause) => {
      for (const consumer of this.#consumers) consumer.endWithClient(cause);
      for (const book of this.#books()) book.clear();
    });
  }

  /** Creates a stream of one protocol's pushes. @throws `InvalidCode`, `InvalidOption` */
  stream<S2C>(protocol: PushProtocol<S2C>, options: AnyPushOptions): PushStream<S2C> {
    checkPushOptions(protocol, options);
    const interest = this.#interestIn(protocol, options);
    return new PushStream(() => {
      const leave = () => this.#consumers.delete(consumer);
      const consumer = new PushConsumer(protocol, interest, options, this.#host, leave);
      // Added before it subscribes, since pushes may arrive before the reply.
      this.#consumers.add(consumer);
      return consumer;
    });
  }

  #interestIn<S2C>(protocol: PushProtocol<S2C>, options: AnyPushOptions): Interest<S2C> {
    switch (protocol.feed) {
      case "quote":
      case "eventContract":
        return securityInterest(protocol, options, this.#securityBook(protocol));
      case "account":
        this.#accounts ??= new SubscriptionBook(this.#host, accountTopics(protocol.subscribe));
        return accountInterest(protocol, options, this.#accounts);
      case "plain":
        return {
          wants: () => true,
          keyOf: () => "",
          join: async (signal) => {
            await this.#host.whenReady({ timeoutMs: Number.POSITIVE_INFINITY, signal });
          },
          leave: () => {},
          refused: () => [],
          size: 0,
        };
    }
  }

  #securityBook({
    feed,
    subscribe,
  }: Pick<QuotePushProtocol<never> | EventContractPushProtocol<never>, "feed" | "subscribe">): SubscriptionBook<Topic> {
    const known = this.#securities.get(feed);
    if (known) return known;
    const book = new SubscriptionBook(this.#host, securityTopics(subscribe));
    this.#securities.set(feed, book);
    return book;
  }

  #books(): (SubscriptionBook<Topic> | SubscriptionBook<bigint>)[] {
    return [...this.#securities.values(), ...(this.#accounts ? [this.#accounts] : [])];
  }

  async #resume({ session, silentSinceMs }: NextSession): Promise<readonly FailedTopic[]> {
    for (const consumer of this.#consumers) consumer.resuming();
    const failed = (await Promise.all(this.#books().map((book) => book.resume(session)))).flat();
    logRefused(this.#host.telemetry, failed, "after the reconnect, ");
    const gapMs = this.#host.clock.nowMs() - silentSinceMs;
    for (const consumer of [...this.#consumers]) consumer.resumed(gapMs);
    return failed;
  }

  #deliver({ protocolId, body }: Frame): void {
    for (const consumer of this.#consumers) if (consumer.protocol.id === protocolId) consumer.receive(body);
  }
}
