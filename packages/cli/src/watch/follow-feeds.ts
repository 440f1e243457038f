import type { Client, FailedTopic, PushOptions } from "@opend/core";
import {
  type CandleUpdate,
  type OrderBookUpdate,
  type QuoteUpdate,
  type TicksUpdate,
  type Watch,
  type WatchResumed,
  watchCandles,
  watchOrderBook,
  watchQuotes,
  watchTicks,
} from "@opend/market";
import type { WatchViews } from "./watch-views.js";

/** Everything that may come. A reconnect is told once per view, in its place among the updates of that view. */
export type FeedUpdate =
  | QuoteUpdate
  | TicksUpdate
  | OrderBookUpdate
  | CandleUpdate
  | (WatchResumed & { readonly of: FeedName });

/** The kind of updates that a view has. */
export type FeedName = "quote" | "ticks" | "orderBook" | "candle";

type AnyUpdate = QuoteUpdate | TicksUpdate | OrderBookUpdate | CandleUpdate;

/** How to follow the views of a client. */
export interface FollowOptions {
  readonly client: Pick<Client, "pushes">;
  readonly codes: readonly string[];
  readonly views: WatchViews;
  /** The options of all watches. */
  readonly options?: PushOptions | undefined;
  /** The options of trades alone. */
  readonly ticks?: PushOptions | undefined;
  readonly signal: AbortSignal;
  /** Takes an update. The next one of the same view waits for its promise. */
  readonly onUpdate: (update: FeedUpdate) => undefined | Promise<void>;
  /** Takes the codes that the gateway refuses now: as a view begins, and after each reconnect. */
  readonly onRefused: (of: FeedName, refused: readonly FailedTopic[]) => void;
  /** Takes how many pushes of trades were dropped so far, at each of their updates. */
  readonly onDropped?: ((dropped: number) => void) | undefined;
}

/**
 * Follows all views at once until the signal fires.
 *
 * @throws what ends any of them: the gateway's error when it accepts no code, `SlowConsumer`, the cause of the client's
 * end; and what `onUpdate` throws
 */
export async function followFeeds(follow: FollowOptions): Promise<void> {
  const stop = new AbortController();
  const abort = () => stop.abort();
  if (follow.signal.aborted) return;
  follow.signal.addEventListener("abort", abort, { once: true });
  try {
    await Promise.all(openFeeds(follow, stop.signal).map(([of, watch]) => followOne(of, watch, follow)));
  } catch (error) {
    if (!follow.signal.aborted) throw error;
  } finally {
    follow.signal.removeEventListener("abort", abort);
    // The first that fails ends the others.
    stop.abort();
  }
}

function openFeeds(
  { client, codes, views, options, ticks, onRefused }: FollowOptions,
  signal: AbortSignal,
): [FeedName, Watch<AnyUpdate>][] {
  const optionsOf = (of: FeedName): PushOptions => ({
    ...options,
    signal,
    onRefused: (refused) => onRefused(of, refused),
  });
  const feeds: [FeedName, Watch<AnyUpdate>][] = [];
  if (views.quotes ?? true) feeds.push(["quote", watchQuotes(client, codes, optionsOf("quote"))]);
  if (views.book)
    feeds.push(["orderBook", watchOrderBook(client, codes, { ...optionsOf("orderBook"), orders: views.orders })]);
  const { candles: period, session } = views;
  if (period) {
    feeds.push(["candle", watchCandles(client, codes, { ...optionsOf("candle"), period, session })]);
  }
  if (views.ticks) feeds.push(["ticks", watchTicks(client, codes, { ...optionsOf("ticks"), ...ticks, session })]);
  return feeds;
}

async function followOne(of: FeedName, watch: Watch<AnyUpdate>, { onUpdate, onDropped }: FollowOptions): Promise<void> {
  for await (const update of watch) {
    const taken = onUpdate(update.kind === "resumed" ? { ...update, of } : update);
    // Waiting for what is no promise would cost each update a turn.
    if (taken !== undefined) await taken;
    if (of === "ticks") onDropped?.(watch.dropped);
  }
}
