import { PullIterator, type PullSource } from "../../base/pull-iterator.js";
import type { FailedTopic } from "../../protocol/failed-topic.js";

/** The pushes for one loop over a stream. */
export interface PushSource<S2C> extends PullSource<S2C> {
  /** Called when a push or the end is available. */
  onArrival: () => void;
  /** The number of pushes that this loop lost. */
  readonly dropped: number;
  /** The topics that the current session was refused. */
  readonly refused: readonly FailedTopic[];
  /**
   * Subscribes, once. Resolves when the gateway has accepted all topics. @throws the error that ended the stream before
   */
  open(): Promise<void>;
  /** @throws the error that ended the stream, even while pushes wait in it */
  throwEnd(): void;
  wait(): () => void;
}

/**
 * Pushes as they arrive: `for await (const push of stream)`. Starting the loop subscribes, and leaving it unsubscribes.
 * The stream continues across reconnects and ends when the client is closed.
 */
export class PushStream<S2C> implements AsyncIterable<S2C> {
  readonly #createSource: () => PushSource<S2C>;
  #newest: PushSource<S2C> | undefined;
  /** A source that was opened before its loop began. */
  #ahead: PushSource<S2C> | undefined;

  /** @param createSource creates a source, which collects pushes until it is closed */
  constructor(createSource: () => PushSource<S2C>) {
    this.#createSource = createSource;
  }

  /** The number of pushes that the newest loop lost because it was too slow. */
  get dropped(): number {
    return this.#newest?.dropped ?? 0;
  }

  /**
   * The topics that this stream is no longer subscribed to: those that the gateway refused to renew after the last
   * reconnect, with its errors. The client requests them again at the next reconnect, and whenever another stream wants
   * them.
   */
  get refused(): readonly FailedTopic[] {
    return this.#newest?.refused ?? [];
  }

  /**
   * Subscribes now instead of when the loop begins. Pushes that arrive from then on wait in the buffer for the loop, so
   * a program can place an order after this and miss none of its pushes. Waits for a connection when there is none.
   * Leaving the loop unsubscribes; without a loop, the signal does.
   *
   * @throws the gateway's error for the subscription, `Aborted`, and the cause when the connection has ended for good.
   * If the stream was open and has ended since, throws the error that ended it; the next call subscribes again
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
   * Iterates over the pushes. Leaving takes effect immediately, even while a push is awaited: `return()` resolves, and
   * so does the waiting `next()`, with `done`.
   *
   * @throws the gateway's error for the subscription, or after a reconnect when the gateway refused all topics of the
   * stream, `SlowConsumer`, `MalformedMessage`, `Aborted`, and the cause when the connection has ended for good
   */
  [Symbol.asyncIterator](): AsyncGenerator<S2C, void, undefined> {
    let consumer = this.#ahead;
    this.#ahead = undefined;
    let isBegun = false;
    const begin = () => {
      isBegun = true;
      const begun = consumer ?? this.#create();
      begun.onArrival = () => iterator.pull();
      // A rejection ends the stream, so the loop receives the error from there.
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
