import type { FailedTopic } from "../../protocol/failed-topic.js";
import type { QuoteVariant } from "../requester.js";
import type { PushPolicy } from "./push-buffer.js";

/** How to handle pushes that arrive faster than they are taken, and when to stop. */
export interface PushOptions {
  /** The most pushes that may wait for this consumer. Default: 1,000. */
  readonly bufferSize?: number | undefined;
  /** What happens to pushes when the buffer is full. Default: `drop-oldest`. */
  readonly policy?: PushPolicy | undefined;
  /**
   * What happens when the gateway refuses some of the topics as the stream begins. `throw`, the default: the stream does
   * not begin, and nothing stays subscribed. `skip`: it begins with the others, and the refused ones are told as after a
   * reconnect, by `onRefused`, `refused` and the log. When all are refused, it ends with the gateway's error either way.
   */
  readonly onFailure?: "throw" | "skip" | undefined;
  /** Called once, when the first push is dropped or replaced. */
  readonly onSlowConsumer?: ((event: SlowConsumerEvent) => void) | undefined;
  /**
   * Called after a reconnect with the topics of this stream that the gateway refused this time, and at the beginning if
   * `onFailure` is `skip`. The stream continues with the others. When none is left, it ends with the gateway's error.
   */
  readonly onRefused?: ((refused: readonly FailedTopic[]) => void) | undefined;
  /** Ends the stream with `Aborted`, and stops waiting for the subscription. */
  readonly signal?: AbortSignal | undefined;
}

/** Selects pushes of quotes. */
export interface QuotePushOptions extends PushOptions, QuoteVariant {
  /** The securities: `["HK.00700", "US.AAPL"]`. A string is one code. */
  readonly codes: string | readonly string[];
  /**
   * The data types, as `Qot_Common.SubType` values. Required for `Qot_UpdateKL`, which has one per period. Default: the
   * protocol's own; for `Qot_UpdateOrderBook`, that of board lots.
   */
  readonly subTypes?: readonly number[] | undefined;
}

/** Selects pushes about event contracts. */
export interface EventContractPushOptions extends PushOptions {
  /** The contracts: `["EC.…"]`. A string is one code. */
  readonly codes: string | readonly string[];
  /**
   * The data types, as `Qot_Common.SubType` values. `Qot_UpdateEventContractKline` requires exactly one, since its
   * pushes do not say their period. Default: the protocol's own.
   */
  readonly subTypes?: readonly number[] | undefined;
  /** The source of K-lines, as a `Qot_Common.EC_KlineSource` value. Default: trades. */
  readonly klineSource?: number | undefined;
}

/** Selects pushes about accounts. */
export interface AccountPushOptions extends PushOptions {
  /** The ids of the accounts, as returned by `Trd_GetAccList`. */
  readonly accounts: readonly bigint[];
}

/** Passed to `onSlowConsumer`, once per stream. */
export interface SlowConsumerEvent {
  /** The name of the push protocol. */
  readonly protocol: string;
  /** Pushes that are waiting. */
  readonly waiting: number;
}

/** The options of any push. The protocol decides which of them are required. */
export type AnyPushOptions = Partial<QuotePushOptions & EventContractPushOptions & AccountPushOptions>;
