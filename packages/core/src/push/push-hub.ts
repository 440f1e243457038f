import type { GatewayConnection } from "../connection/gateway-connection.js";
import { createError } from "../errors.js";
import type { EventContractPushProtocol, PushProtocol, QuotePushProtocol } from "../protocol/push-protocol.js";
import type { Session } from "../session/session.js";
import type { Frame } from "../wire/frame.js";
import { AccountBook } from "./account-book.js";
import { accountInterest } from "./account-interest.js";
import type { FailedTopic } from "./failed-topic.js";
import type { Interest } from "./interest.js";
import { PushConsumer } from "./push-consumer.js";
import type { AnyPushOptions, PushOptions } from "./push-options.js";
import { PushStream } from "./push-stream.js";
import { SecurityBook } from "./security-book.js";
import { securityInterest } from "./security-interest.js";

/** What a consumer is to the hub, whatever its messages. */
type AnyConsumer = Pick<PushConsumer<never>, "receive" | "end"> & {
  readonly protocol: { readonly id: number };
};

/** Brings pushes to those who want them, over all connections that a client has. */
export class PushHub {
  readonly #connection: GatewayConnection;
  readonly #consumers = new Set<AnyConsumer>();
  /** What is subscribed, by what it is subscribed with: made when it is first needed. */
  readonly #securities = new Map<"quote" | "eventContract", SecurityBook>();
  #accounts: AccountBook | undefined;

  constructor(connection: GatewayConnection) {
    this.#connection = connection;
    this.#listen(connection.current.session);
    connection.onConnected = (session) => this.#resume(session);
    connection.closed.then((cause) => {
      for (const book of this.#books()) book.clear();
      for (const consumer of this.#consumers) consumer.end(cause);
    });
  }

  /** A stream of one protocol's pushes. @throws `InvalidCode`, `InvalidOption` */
  stream<S2C>(protocol: PushProtocol<S2C>, options: AnyPushOptions): PushStream<S2C> {
    checkBuffer(options);
    const interest = this.#interestIn(protocol, options);
    return new PushStream({
      open: async () => {
        const consumer = new PushConsumer(protocol, interest, options, this.#connection.clock);
        // First, since pushes may arrive before the answer to the subscription.
        this.#consumers.add(consumer);
        try {
          await interest.join();
        } catch (error) {
          this.#consumers.delete(consumer);
          consumer.close();
          throw error;
        }
        return consumer;
      },
      close: (consumer) => {
        if (this.#consumers.delete(consumer)) interest.leave();
        consumer.close();
      },
    });
  }

  #interestIn<S2C>(protocol: PushProtocol<S2C>, options: AnyPushOptions): Interest<S2C> {
    const session = () => this.#connection.session();
    switch (protocol.feed) {
      case "quote":
      case "eventContract":
        return securityInterest(protocol, options, this.#securityBook(protocol));
      case "account":
        this.#accounts ??= new AccountBook(session, protocol.subscribe);
        return accountInterest(protocol, options, this.#accounts);
      case "plain":
        return { wants: () => true, keyOf: () => "", join: async () => void session(), leave: () => {} };
    }
  }

  #securityBook({
    feed,
    subscribe,
  }: Pick<QuotePushProtocol<never> | EventContractPushProtocol<never>, "feed" | "subscribe">): SecurityBook {
    const known = this.#securities.get(feed);
    if (known) return known;
    const book = new SecurityBook(this.#connection.clock, () => this.#connection.session(), subscribe);
    this.#securities.set(feed, book);
    return book;
  }

  #books(): (SecurityBook | AccountBook)[] {
    return [...this.#securities.values(), ...(this.#accounts ? [this.#accounts] : [])];
  }

  async #resume(session: Session): Promise<readonly FailedTopic[]> {
    this.#listen(session);
    const failed: FailedTopic[] = [];
    for (const book of this.#books()) failed.push(...(await book.resume(session)));
    return failed;
  }

  #listen(session: Session): void {
    session.onPush = ({ protocolId, body }: Frame) => {
      for (const consumer of this.#consumers) if (consumer.protocol.id === protocolId) consumer.receive(body);
    };
  }
}

function checkBuffer({ bufferSize, policy }: PushOptions): void {
  if (bufferSize !== undefined && !(Number.isInteger(bufferSize) && bufferSize >= 1)) {
    const message = `bufferSize is a whole number of at least 1, not ${bufferSize}`;
    throw createError("InvalidOption", message, { option: "bufferSize" });
  }
  if (policy !== undefined && policy !== "drop-oldest" && policy !== "conflate" && policy !== "error") {
    const message = `policy is "drop-oldest", "conflate" or "error", not ${JSON.stringify(policy)}`;
    throw createError("InvalidOption", message, { option: "policy" });
  }
}
