import type { FailedTopic, PushStream } from "@opend/core";

/** Orders or deals as they are pushed. */
export interface Updates<T> extends AsyncIterable<T> {
  /** Updates that the newest loop has dropped because it was too slow. */
  readonly dropped: number;
  /** The account with the error, if the gateway did not accept it again after the last reconnect. Otherwise empty. */
  readonly refused: readonly FailedTopic[];
  /**
   * Subscribes now instead of when the loop begins. What happens from then on waits for the loop, so you miss nothing
   * of an order that you place after this. @throws what `client.pushes` throws
   */
  open(): Promise<void>;
}

/** Converts pushes to plain data, and leaves out those for which `map` returns nothing. */
export function mapPushes<S2C, T>(stream: PushStream<S2C>, map: (s2c: S2C) => T | undefined): Updates<T> {
  return {
    get dropped() {
      return stream.dropped;
    },
    get refused() {
      return stream.refused;
    },
    open: () => stream.open(),
    [Symbol.asyncIterator]: () => new OwnUpdates(stream[Symbol.asyncIterator](), map),
  };
}

/** Leaves at once. An async generator would first finish the waiting `next()`. */
class OwnUpdates<S2C, T> implements AsyncIterableIterator<T, void, undefined> {
  readonly #pushes: AsyncIterator<S2C, void, undefined>;
  readonly #map: (s2c: S2C) => T | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(pushes: AsyncIterator<S2C, void, undefined>, map: (s2c: S2C) => T | undefined) {
    this.#pushes = pushes;
    this.#map = map;
  }

  next(): Promise<IteratorResult<T, void>> {
    // One at a time: a call that skips pushes would otherwise be overtaken by the next.
    const next = this.#last.then(() => this.#nextOwn());
    this.#last = next.catch(() => {});
    return next;
  }

  async return(): Promise<IteratorResult<T, void>> {
    await this.#pushes.return?.();
    return { done: true, value: undefined };
  }

  async throw(error: unknown): Promise<IteratorResult<T, void>> {
    await this.#pushes.return?.();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #nextOwn(): Promise<IteratorResult<T, void>> {
    for (;;) {
      const { done, value } = await this.#pushes.next();
      if (done) return { done, value: undefined };
      try {
        const own = this.#map(value);
        if (own !== undefined) return { done: false, value: own };
      } catch (error) {
        // A loop does not leave by itself what has failed.
        return await this.throw(error);
      }
    }
  }
}
