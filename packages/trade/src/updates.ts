import type { FailedTopic, PushStream } from "@opend/core";
import type { Trd_Common } from "@opend/core/protocols";

/** Orders or deals as they are pushed. */
export interface Updates<T> extends AsyncIterable<T> {
  /** The number of updates that the newest loop lost because it was too slow. */
  readonly dropped: number;
  /**
   * The account with the error, if the gateway refused to renew the subscription after the last reconnect. Else empty.
   */
  readonly refused: readonly FailedTopic[];
  /**
   * Subscribes now instead of when the loop begins. Updates from then on wait for the loop, so none of an order placed
   * after this is missed. @throws the errors of `client.pushes`
   */
  open(): Promise<void>;
}

/** Converts pushes to readable values, and leaves out those of other accounts and markets. */
export function mapPushes<S2C extends { readonly header: Trd_Common.TrdHeader }, T>(
  stream: PushStream<S2C>,
  { trdEnv, accID, trdMarket }: Trd_Common.TrdHeader,
  map: (s2c: S2C) => T,
): Updates<T> {
  const isOwn = ({ header }: S2C) =>
    header.trdEnv === trdEnv && header.accID === accID && header.trdMarket === trdMarket;
  return {
    get dropped() {
      return stream.dropped;
    },
    get refused() {
      return stream.refused;
    },
    open: () => stream.open(),
    [Symbol.asyncIterator]: () => new OwnUpdates(stream[Symbol.asyncIterator](), isOwn, map),
  };
}

/** Leaving takes effect immediately. An async generator would first finish the waiting `next()`. */
class OwnUpdates<S2C, T> implements AsyncIterableIterator<T, void, undefined> {
  readonly #pushes: AsyncIterator<S2C, void, undefined>;
  readonly #isOwn: (s2c: S2C) => boolean;
  readonly #map: (s2c: S2C) => T;
  #last: Promise<unknown> = Promise.resolve();

  constructor(pushes: AsyncIterator<S2C, void, undefined>, isOwn: (s2c: S2C) => boolean, map: (s2c: S2C) => T) {
    this.#pushes = pushes;
    this.#isOwn = isOwn;
    this.#map = map;
  }

  next(): Promise<IteratorResult<T, void>> {
    // Calls run one after the other. Otherwise a call that skips pushes would be overtaken by the next one.
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
        if (this.#isOwn(value)) return { done: false, value: this.#map(value) };
      } catch (error) {
        // A loop does not leave a stream whose `next()` has failed, so this does.
        return await this.throw(error);
      }
    }
  }
}
