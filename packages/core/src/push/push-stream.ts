import type { PushConsumer } from "./push-consumer.js";

/** Where a stream comes from and goes back to. */
export interface PushSource<S2C> {
  /** Subscribes and starts to collect. */
  open(): Promise<PushConsumer<S2C>>;
  /** Stops collecting, and unsubscribes what nobody else wants. */
  close(consumer: PushConsumer<S2C>): void;
}

/**
 * Pushes as they arrive: `for await (const push of stream)`. The loop subscribes, leaving it unsubscribes. It goes on
 * through reconnects, and ends when the client is closed.
 */
export class PushStream<S2C> implements AsyncIterable<S2C> {
  readonly #source: PushSource<S2C>;
  #consumer: PushConsumer<S2C> | undefined;
  /** Opened ahead of its loop. */
  #opening: Promise<PushConsumer<S2C>> | undefined;

  constructor(source: PushSource<S2C>) {
    this.#source = source;
  }

  /** Pushes that the newest loop has lost because it was too slow. */
  get dropped(): number {
    return this.#consumer?.dropped ?? 0;
  }

  /**
   * Subscribes now, not when the loop begins: what is pushed from then on waits in the buffer for the loop. So a program
   * can place an order after this and miss nothing of it. Leaving the loop is what unsubscribes.
   *
   * @throws what the gateway answers to the subscription
   */
  async open(): Promise<void> {
    this.#opening ??= this.#source.open();
    try {
      this.#consumer = await this.#opening;
    } catch (error) {
      this.#opening = undefined;
      throw error;
    }
  }

  /**
   * @throws what the gateway answers to the subscription, `SlowConsumer`, `MalformedMessage`, `Aborted`, and the cause
   * when the connection has ended for good
   */
  async *[Symbol.asyncIterator](): AsyncGenerator<S2C, void, undefined> {
    const opening = this.#opening ?? this.#source.open();
    this.#opening = undefined;
    const consumer = await opening;
    this.#consumer = consumer;
    try {
      for (;;) {
        const push = await consumer.next();
        if (push === undefined) return;
        yield push;
      }
    } finally {
      this.#source.close(consumer);
    }
  }
}
