import type { GatewayConnection } from "../connection/gateway-connection.js";
import { createError } from "../errors.js";
import type { QuotePushProtocol } from "../protocol/protocol.js";
import { security } from "../security.js";
import type { Session } from "../session/session.js";
import type { Frame } from "../wire/frame.js";
import { PushConsumer } from "./push-consumer.js";
import type { PushOptions } from "./push-options.js";
import { PushStream } from "./push-stream.js";
import { type FailedTopic, SubscriptionBook } from "./subscription-book.js";
import type { Topic } from "./topic.js";

/** What a consumer is to the hub, whatever its messages. */
type AnyConsumer = Pick<PushConsumer<never>, "receive" | "end" | "topics"> & {
  readonly protocol: { readonly id: number };
};

/** Brings pushes to those who want them, over all connections that a client has. */
export class PushHub {
  readonly #connection: GatewayConnection;
  readonly #book: SubscriptionBook;
  readonly #consumers = new Set<AnyConsumer>();

  constructor(connection: GatewayConnection) {
    this.#connection = connection;
    this.#book = new SubscriptionBook(connection.clock, () => connection.session());
    this.#listen(connection.current.session);
    connection.onConnected = (session) => this.#resume(session);
    connection.closed.then((cause) => {
      this.#book.clear();
      for (const consumer of this.#consumers) consumer.end(cause);
    });
  }

  /** A stream of one protocol's pushes. @throws `InvalidCode`, `InvalidOption` */
  stream<S2C>(protocol: QuotePushProtocol<S2C>, options: PushOptions): PushStream<S2C> {
    const topics = topicsOf(protocol, options);
    return new PushStream({
      open: async () => {
        const consumer = new PushConsumer(protocol, topics, options, this.#connection.clock);
        // First, since pushes may arrive before the answer to the subscription.
        this.#consumers.add(consumer);
        try {
          await this.#book.join(topics);
        } catch (error) {
          this.#consumers.delete(consumer);
          consumer.close();
          throw error;
        }
        return consumer;
      },
      close: (consumer) => {
        if (this.#consumers.delete(consumer)) this.#book.leave(topics);
        consumer.close();
      },
    });
  }

  async #resume(session: Session): Promise<readonly FailedTopic[]> {
    this.#listen(session);
    return await this.#book.resume(session);
  }

  #listen(session: Session): void {
    session.onPush = ({ protocolId, body }: Frame) => {
      for (const consumer of this.#consumers) if (consumer.protocol.id === protocolId) consumer.receive(body);
    };
  }
}

function topicsOf<S2C>(
  protocol: QuotePushProtocol<S2C>,
  { codes, subTypes, bufferSize, policy }: PushOptions,
): Topic[] {
  const { name, subTypes: allowed } = protocol;
  if (codes.length === 0) throw createError("InvalidOption", `${name}: codes is empty`, { option: "codes" });
  if (bufferSize !== undefined && !(Number.isInteger(bufferSize) && bufferSize >= 1)) {
    const message = `bufferSize is a whole number of at least 1, not ${bufferSize}`;
    throw createError("InvalidOption", message, { option: "bufferSize" });
  }
  if (policy !== undefined && policy !== "drop-oldest" && policy !== "conflate" && policy !== "error") {
    const message = `policy is "drop-oldest", "conflate" or "error", not ${JSON.stringify(policy)}`;
    throw createError("InvalidOption", message, { option: "policy" });
  }
  const chosen = subTypes ?? (allowed.length === 1 ? allowed : []);
  if (chosen.length === 0 || !chosen.every((subType) => allowed.includes(subType))) {
    const message = `${name}: subTypes must be some of ${allowed.join(", ")} (Qot_Common.SubType)`;
    throw createError("InvalidOption", message, { option: "subTypes" });
  }
  const securities = [...new Set(codes)].map((code) => security(code));
  return chosen.flatMap((subType) => securities.map((one) => ({ subType, security: one })));
}
