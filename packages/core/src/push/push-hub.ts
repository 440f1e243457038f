import type { GatewayConnection } from "../connection/gateway-connection.js";
import type { EventContractPushProtocol, PushProtocol, QuotePushProtocol } from "../protocol/push-protocol.js";
import type { Session } from "../session/session.js";
import type { Frame } from "../wire/frame.js";
import { accountInterest } from "./account-interest.js";
import { accountTopics } from "./account-topics.js";
import { checkPushOptions } from "./check-push-options.js";
import { type FailedTopic, nameTopic } from "./failed-topic.js";
import type { Interest } from "./interest.js";
import { PushConsumer } from "./push-consumer.js";
import type { AnyPushOptions } from "./push-options.js";
import { PushStream } from "./push-stream.js";
import { securityInterest } from "./security-interest.js";
import { securityTopics } from "./security-topics.js";
import { type BookConnection, SubscriptionBook } from "./subscription-book.js";
import type { Topic } from "./topic.js";

/** What a consumer is to the hub, whatever its messages. */
type AnyConsumer = Pick<PushConsumer<never>, "receive" | "resumed" | "endWithClient"> & {
  readonly protocol: { readonly id: number };
};

/** Brings pushes to those who want them, over all connections that a client has. */
export class PushHub {
  readonly #connection: GatewayConnection;
  /** The connection, as the books see it: whichever session they get, this listens to it. */
  readonly #connections: BookConnection;
  readonly #consumers = new Set<AnyConsumer>();
  /** What is subscribed, by what it is subscribed with: made when it is first needed. */
  readonly #securities = new Map<"quote" | "eventContract", SubscriptionBook<Topic>>();
  #accounts: SubscriptionBook<bigint> | undefined;

  constructor(connection: GatewayConnection) {
    this.#connection = connection;
    this.#connections = {
      clock: connection.clock,
      whenReady: async (options) => this.#listen(await connection.whenReady(options)),
    };
    this.#listen(connection.current.session);
    connection.onConnected = (session) => this.#resume(session);
    connection.closed.then((cause) => {
      for (const consumer of this.#consumers) consumer.endWithClient(cause);
      for (const book of this.#books()) book.clear();
    });
  }

  /** A stream of one protocol's pushes. @throws `InvalidCode`, `InvalidOption` */
  stream<S2C>(protocol: PushProtocol<S2C>, options: AnyPushOptions): PushStream<S2C> {
    checkPushOptions(protocol, options);
    const interest = this.#interestIn(protocol, options);
    return new PushStream(() => {
      const leave = () => this.#consumers.delete(consumer);
      const consumer = new PushConsumer(protocol, interest, options, this.#connection, leave);
      // Before it subscribes, since pushes may arrive before the answer to that.
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
        this.#accounts ??= new SubscriptionBook(this.#connections, accountTopics(protocol.subscribe));
        return accountInterest(protocol, options, this.#accounts);
      case "plain":
        return {
          wants: () => true,
          keyOf: () => "",
          join: async (signal) => {
            await this.#connections.whenReady({ timeoutMs: Number.POSITIVE_INFINITY, signal });
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
    const book = new SubscriptionBook(this.#connections, securityTopics(subscribe));
    this.#securities.set(feed, book);
    return book;
  }

  #books(): (SubscriptionBook<Topic> | SubscriptionBook<bigint>)[] {
    return [...this.#securities.values(), ...(this.#accounts ? [this.#accounts] : [])];
  }

  async #resume(session: Session): Promise<readonly FailedTopic[]> {
    this.#listen(session);
    const failed = (await Promise.all(this.#books().map((book) => book.resume(session)))).flat();
    this.#logRefused(failed);
    for (const consumer of [...this.#consumers]) consumer.resumed();
    return failed;
  }

  /** One entry for all topics that were refused in the same words. */
  #logRefused(failed: readonly FailedTopic[]): void {
    for (const text of new Set(failed.map(({ error }) => error.message))) {
      const alike = failed.filter(({ error }) => error.message === text);
      const [first] = alike;
      if (!first) continue;
      const topics = alike.map(nameTopic);
      const others = topics.length > 1 ? ` and ${topics.length - 1} more` : "";
      const message = `after the reconnect, the gateway refused ${topics[0]}${others}: ${text}`;
      this.#connection.telemetry.log({
        level: "warn",
        event: "subscription-refused",
        message,
        topics,
        error: first.error,
      });
    }
  }

  #listen(session: Session): Session {
    session.onPush ??= ({ protocolId, body }: Frame) => {
      for (const consumer of this.#consumers) if (consumer.protocol.id === protocolId) consumer.receive(body);
    };
    return session;
  }
}
