import { PullIterator, type PullSource } from "../../base/pull-iterator.js";
import type { FailedTopic } from "../../protocol/failed-topic.js";

/** What a stream tells after a reconnect: how long nothing was pushed, and what is missing from now on. */
export interface StreamResumed {
  /** Milliseconds from the last byte of the old connection until the subscriptions were restored. */
  readonly gapMs: number;
  /** The topics of the stream that the gateway refused this time. */
  readonly refused: readonly FailedTopic[];
}

/**
 * What a stream tells, in order: a push, or that the connection was replaced, which comes before the first push of the
 * new connection. `connection` counts the connections of the loop, from 1 or later, and tells which one a push is from.
 */
export type PushEvent<S2C> =
  | { readonly kind: "push"; readonly push: S2C; readonly connection: number }
  | ({ readonly kind: "resumed" } & StreamResumed);

/** The source of a stream's pushes: what arrives for one loop. */
export interface PushSource<S2C> extends PullSource<S2C> {
  /** Called when a push or the end is available. */
  onArrival: () => void;
  /** Pushes that this loop has dropped. */
  readonly dropped: number;
  /** Topics that the current session did not accept. */
  readonly refused: readonly FailedTopic[];
  /** Subscribes, once. Resolves when the gateway has accepted what it does. @throws what ended the stream before */
  open(): Promise<void>;
  /** The next push or the end of a gap. Undefined when there is none. @throws the error that ended the stream */
  takeEvent(): IteratorResult<PushEvent<S2C>, void> | undefined;
  /** @throws the error that ended the stream, even while pushes wait in it */
  throwEnd(): void;
  wait(): () => void;
}

/**
 * Pushes as they arrive: `for await (const push of stream)`. The loop subscribes, and leaving it unsubscribes. The
 * stream continues through reconnects, and ends when the client is closed.
 */
export class PushStream<S2C> implements AsyncIterable<S2C> {
  readonly #createSource: () => PushSource<S2C>;
  #newest: PushSource<S2C> | undefined;
  /** Opened before its loop begins. */
  #ahead: PushSource<S2C> | undefined;

  /** @param createSource creates the object that collects pushes until it is closed */
  constructor(createSource: () => PushSource<S2C>) {
    this.#createSource = createSource;
  }

  /** Pushes that the newest loop has dropped because it was too slow. */
  get dropped(): number {
    return this.#newest?.dropped ?? 0;
  }

  /**
   * The topics that this stream has lost: the gateway refused them after the last reconnect, with these errors, or at the
   * beginning if `onFailure` is `skip`. The client asks for them again at the next reconnect, and whenever another stream wants them.
   */
  get refused(): readonly FailedTopic[] {
    return this.#newest?.refused ?? [];
  }

  /**
   * Subscribes now instead of when the loop begins. Pushes from then on wait in the buffer for the loop, so a program
   * can place an order after this and miss nothing. Waits while there is no connection. Leaving the loop unsubscribes;
   * without a loop, the signal does.
   *
   * @throws the gateway's error for the subscription, `Aborted`, and the cause when the client has ended. If the stream
   * was open and has ended since, throws the error that ended it; the next call subscribes again
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
   * Leaving takes effect at once, even while a `next()` waits for a push: it resolves with `done`.
   *
   * @throws the gateway's error for the subscription, or for all of it after a reconnect, `SlowConsumer`,
   * `MalformedMessage`, `Aborted`, and the cause when the client has ended
   */
  [Symbol.asyncIterator](): AsyncGenerator<S2C, void, undefined> {
    return this.#iterate((source) => source.take());
  }

  /**
   * The same loop, told about reconnects in order: `{ kind: "resumed", gapMs, refused }` comes before the first push of
   * the new connection. Under `conflate`, a push never replaces one of another connection.
   *
   * @throws what the plain loop throws
   */
  events(): AsyncGenerator<PushEvent<S2C>, void, undefined> {
    return this.#iterate((source) => source.takeEvent());
  }

  #iterate<T>(
    take: (source: PushSource<S2C>) => IteratorResult<T, void> | undefined,
  ): AsyncGenerator<T, void, undefined> {
    let consumer = this.#ahead;
    this.#ahead = undefined;
    let isBegun = false;
    const begin = () => {
      isBegun = true;
      const begun = consumer ?? this.#create();
      begun.onArrival = () => iterator.pull();
      // A rejection ends the stream, and the loop gets the error from there.
      begun.open().catch(() => {});
      return begun;
    };
    const iterator = new PullIterator<T>({
      take() {
        if (!isBegun) consumer = begin();
        return consumer && take(consumer);
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
