import type { FailedTopic, OpendError, PushEvent, PushStream } from "@opend/core";

/** A code that the gateway refused, and why. */
export interface RefusedCode {
  /** The security, such as `HK.00700`. */
  readonly code: string;
  readonly error: OpendError;
}

/**
 * The connection was replaced, and nothing was pushed for a while. Comes before the first update of the new connection.
 * Quotes, order books and candles are whole again with the next update of each code. Trades of the gap are missing.
 */
export interface WatchResumed {
  readonly kind: "resumed";
  /** Milliseconds from the last byte of the old connection until the subscriptions were restored. */
  readonly gapMs: number;
  /** The codes that the gateway refused this time. No update of them comes until it accepts them at a later reconnect. */
  readonly refused: readonly RefusedCode[];
}

/** What all updates have. */
export interface AnyUpdate {
  /** The security, such as `HK.00700`. */
  readonly code: string;
  /** Name of the security. */
  readonly name: string | undefined;
  /**
   * Whether this is the first update of the code in this loop, or the first after a `resumed`. It usually shows what the
   * gateway already had. Unless another loop had subscribed the code before, the gateway sends it right away.
   */
  readonly isFirst: boolean;
}

/** Turns one push into an update. `isFirst` says whether it is the first of a code, and is asked once. */
export type ToUpdate<S2C, Update> = (push: S2C, isFirst: (code: string) => boolean) => Update;

/**
 * Live updates: `for await (const update of watch)`. The loop subscribes, and leaving it unsubscribes. It continues
 * through reconnects, which it tells as `resumed`, and ends when the client is closed.
 */
export class Watch<Update> implements AsyncIterable<Update | WatchResumed> {
  readonly #stream: Pick<PushStream<unknown>, "open" | "dropped" | "refused">;
  readonly #iterate: () => AsyncGenerator<Update | WatchResumed, void, undefined>;

  /** @internal use a function such as `watchQuotes` */
  constructor(
    stream: Pick<PushStream<unknown>, "open" | "dropped" | "refused">,
    iterate: () => AsyncGenerator<Update | WatchResumed, void, undefined>,
  ) {
    this.#stream = stream;
    this.#iterate = iterate;
  }

  /** Updates that the newest loop has dropped or replaced by newer ones because it was too slow. */
  get dropped(): number {
    return this.#stream.dropped;
  }

  /**
   * The codes that the gateway does not accept on this connection. The client asks for them again at the next reconnect,
   * and whenever another loop wants them.
   */
  get refused(): readonly RefusedCode[] {
    return toRefusedCodes(this.#stream.refused);
  }

  /**
   * Subscribes now instead of when the loop begins. Updates from then on wait for the loop. Waits while there is no
   * connection. Leaving the loop unsubscribes; without a loop, the `signal` does.
   *
   * @throws the gateway's error for the subscription, `Aborted`, and the cause when the client has ended
   */
  async open(): Promise<void> {
    await this.#stream.open();
  }

  /**
   * Leaving takes effect at once, even while a `next()` waits for an update.
   *
   * @throws the gateway's error for the subscription, or for all of it after a reconnect, `SlowConsumer`,
   * `MalformedMessage`, `Aborted`, and the cause when the client has ended
   */
  [Symbol.asyncIterator](): AsyncGenerator<Update | WatchResumed, void, undefined> {
    return this.#iterate();
  }
}

/** Creates a watch over the pushes of a stream. */
export function createWatch<S2C, Update>(stream: PushStream<S2C>, toUpdate: ToUpdate<S2C, Update>): Watch<Update> {
  return new Watch(stream, () => new Updates(stream.events(), toUpdate));
}

/** One loop. Not an async generator, whose `return()` would wait for the next push. */
class Updates<S2C, Update> implements AsyncGenerator<Update | WatchResumed, void, undefined> {
  readonly #events: AsyncGenerator<PushEvent<S2C>, void, undefined>;
  readonly #toUpdate: ToUpdate<S2C, Update>;
  /** The connection of each code's newest update. */
  readonly #connections = new Map<string, number>();

  constructor(events: AsyncGenerator<PushEvent<S2C>, void, undefined>, toUpdate: ToUpdate<S2C, Update>) {
    this.#events = events;
    this.#toUpdate = toUpdate;
  }

  async next(): Promise<IteratorResult<Update | WatchResumed, void>> {
    const next = await this.#events.next();
    if (next.done) return next;
    const { value } = next;
    if (value.kind === "resumed") {
      const { kind, gapMs, refused } = value;
      return { done: false, value: { kind, gapMs, refused: toRefusedCodes(refused) } };
    }
    const { connection, push } = value;
    const isFirst = (code: string) => {
      const known = this.#connections.get(code);
      if (known !== connection) this.#connections.set(code, connection);
      return known !== connection;
    };
    try {
      return { done: false, value: this.#toUpdate(push, isFirst) };
    } catch (error) {
      await this.#events.return();
      throw error;
    }
  }

  return(): Promise<IteratorResult<Update | WatchResumed, void>> {
    return this.#end();
  }

  async throw(error: unknown): Promise<IteratorResult<Update | WatchResumed, void>> {
    await this.#end();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#end();
  }

  async #end(): Promise<IteratorResult<Update | WatchResumed, void>> {
    await this.#events.return();
    return { done: true, value: undefined };
  }
}

function toRefusedCodes(refused: readonly FailedTopic[]): RefusedCode[] {
  return refused.flatMap(({ code, error }) => (code === undefined ? [] : [{ code, error }]));
}
