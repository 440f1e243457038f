import { PullIterator, type PullSource } from "../../base/pull-iterator.js";
import type { FailedTopic } from "../../protocol/failed-topic.js";

/** Where a stream takes its pushes from: one loop's share of what arrives. */
export interface PushSource<S2C> extends PullSource<S2C> {
  /** Called when there is something to take. */
  onArrival: () => void;
  /** Pushes that this loop has lost. */
  readonly dropped: number;
  /** Topics that the current session does not take. */
  readonly refused: readonly FailedTopic[];
  /** Subscribes, once. Resolves when everything is taken. @throws what ended the stream before */
  open(): Promise<void>;
  /** @throws what ended the stream, also while pushes wait in it */
  throwEnd(): void;
  wait(): () => void;
}

/**
 * Pushes as they arrive: `for await (const push of stream)`. The loop subscribes, leaving it unsubscribes. It goes on
 * through reconnects, and ends when the client is closed.
 */
export class PushStream<S2C> implements AsyncIterable<S2C> {
  readonly #createSource: () => PushSource<S2C>;
  #newest: PushSource<S2C> | undefined;
  /** Opened ahead of its loop. */
  #ahead: PushSource<S2C> | undefined;

  /** @param createSource makes what collects pushes until it is closed */
  constructor(createSource: () => PushSource<S2C>) {
    this.#createSource = createSource;
  }

  /** Pushes that the newest loop has lost because it was too slow. */
  get dropped(): number {
    return this.#newest?.dropped ?? 0;
  }

  /**
   * What this stream is subscribed to no longer: the topics that the gateway did not take again after the last reconnect,
   * with its errors. They are asked for again at the next reconnect, and whenever another stream wants them.
   */
  get refused(): readonly FailedTopic[] {
    return this.#newest?.refused ?? [];
  }

  /**
   * Subscribes now, not when the loop begins: what is pushed from then on waits in the buffer for the loop. So a program
   * can place an order after this and miss nothing of it. While there is no connection, this waits for one. Leaving the
   * loop is what unsubscribes; without a loop, the signal does.
   *
   * @throws what the gateway answers to the subscription, `Aborted`, and the cause when the connection has ended for
   * good. When the stream was open and has ended since, what ended it; calling again subscribes anew
   */
  async open(): Promise<void> {
    const consumer = this.#ahead ?? this.#create();
    this.#ahead = consumer;
    try {
      await consumer.open();
      consumer.throwEnd();
    } catch (error) {
      if (this.#ahead === consumer) this.#ahead = undefined;
      throw error;
    }
  }

  /**
   * Leaving takes effect at once, also while a push is waited for: `return()` resolves, and so does the `next()` that
   * waits, with `done`.
   *
   * @throws what the gateway answers to the subscription, or after a reconnect when it takes nothing of it any more,
   * `SlowConsumer`, `MalformedMessage`, `Aborted`, and the cause when the connection has ended for good
   */
  [Symbol.asyncIterator](): AsyncGenerator<S2C, void, undefined> {
    let consumer = this.#ahead;
    this.#ahead = undefined;
    let isBegun = false;
    const begin = () => {
      isBegun = true;
      const begun = consumer ?? this.#create();
      begun.onArrival = () => iterator.pull();
      // What it rejects with ends the stream, which is where the loop meets it.
      begun.open().catch(() => {});
      return begun;
    };
    const iterator = new PullIterator<S2C>({
      take() {
        if (!isBegun) consumer = begin();
        return consumer?.take();
      },
      wait: () => consumer?.wait() ?? (() => {}),
      close: () => consumer?.close(),
    });
    return iterator;
  }

  #create(): PushSource<S2C> {
    this.#newest = this.#createSource();
    return this.#newest;
  }
}
