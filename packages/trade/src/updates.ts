import type { PushStream } from "@opend/core";
import type { Trd_Common } from "@opend/core/protocols";

/** Orders or deals as they are pushed. */
export interface Updates<T> extends AsyncIterable<T> {
  /** Those that the newest loop has lost because it was too slow. */
  readonly dropped: number;
  /**
   * Subscribes now, not when the loop begins: what happens from then on waits for the loop, and nothing of an order that
   * is placed after this is missed. @throws what `client.pushes` throws
   */
  open(): Promise<void>;
}

/** Makes pushes readable, and leaves those of other accounts and markets out. */
export function mapPushes<S2C extends { readonly header: Trd_Common.TrdHeader }, T>(
  stream: PushStream<S2C>,
  { trdEnv, accID, trdMarket }: Trd_Common.TrdHeader,
  map: (s2c: S2C) => T,
): Updates<T> {
  return {
    get dropped() {
      return stream.dropped;
    },
    open: () => stream.open(),
    async *[Symbol.asyncIterator]() {
      for await (const push of stream) {
        const { header } = push;
        const isOwn = header.trdEnv === trdEnv && header.accID === accID && header.trdMarket === trdMarket;
        if (isOwn) yield map(push);
      }
    },
  };
}
