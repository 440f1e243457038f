import type { FailedTopic } from "../../protocol/failed-topic.js";
import type { PushPolicy } from "./push-buffer.js";

/** What to do when pushes arrive faster than they are taken, and when to stop. */
export interface PushOptions {
  /** The number of pushes that may wait for this consumer. Default: 1,000. */
  readonly bufferSize?: number | undefined;
  /** What happens when the buffer is full. Default: `drop-oldest`. */
  readonly policy?: PushPolicy | undefined;
  /** Called once, when the first push is dropped or replaced. */
  readonly onSlowConsumer?: ((event: SlowConsumerEvent) => void) | undefined;
  /**
   * Called after a reconnect with the topics of this stream that the gateway refused to renew. The stream continues
   * with the others. When none is left, it ends with the gateway's error.
   */
  readonly onRefused?: ((refused: readonly FailedTopic[]) => void) | undefined;
  /** Ends the stream with `Aborted`, even while it waits for the subscription. */
  readonly signal?: AbortSignal | undefined;
}

/** Selects pushes of quotes. */
export interface QuotePushOptions extends PushOptions {
  /** The securities: `["HK.00700", "US.AAPL"]`. A single string is one code. */
  readonly codes: string | readonly string[];
  /**
   * The data types, as `Qot_Common.SubType` values. Required for `Qot_UpdateKL`, which has one per period. Default:
   * that of the protocol; for `Qot_UpdateOrderBook`, the one of board lots.
   */
  readonly subTypes?: readonly number[] | undefined;
}

/** Selects pushes about event contracts. */
export interface EventContractPushOptions extends PushOptions {
  /** The contracts: `["EC.…"]`. A single string is one code. */
  readonly codes: string | readonly string[];
  /**
   * The data types, as `Qot_Common.SubType` values. `Qot_UpdateEventContractKline` requires exactly one, because its
   * pushes do not name their period. Default: that of the protocol.
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

/** Reports a slow consumer, once per stream. */
export interface SlowConsumerEvent {
  /** The name of the push protocol. */
  readonly protocol: string;
  /** The number of waiting pushes. */
  readonly waiting: number;
}

/** The options of any push. The protocol determines which ones are required. */
export type AnyPushOptions = Partial<QuotePushOptions & EventContractPushOptions & AccountPushOptions>;
