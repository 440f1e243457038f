import type { PushPolicy } from "./push-buffer.js";

/** Which pushes, and what to do when they come faster than they are taken. */
export interface PushOptions {
  /** The securities: `["HK.00700", "US.AAPL"]`. */
  readonly codes: readonly string[];
  /** The data types, as `Qot_Common.SubType` values. Only needed for a protocol that has several, such as `Qot_UpdateKL`. */
  readonly subTypes?: readonly number[] | undefined;
  /** Pushes that may wait for this consumer. Default: 1,000. */
  readonly bufferSize?: number | undefined;
  /** What happens to those that find no room. Default: `drop-oldest`. */
  readonly policy?: PushPolicy | undefined;
  /** Called once, when the first push is dropped or replaced. */
  readonly onSlowConsumer?: ((event: SlowConsumerEvent) => void) | undefined;
  /** Ends the stream with `Aborted`. */
  readonly signal?: AbortSignal | undefined;
}

/** Told once per stream. */
export interface SlowConsumerEvent {
  /** The name of the push protocol. */
  readonly protocol: string;
  /** Pushes that wait. */
  readonly waiting: number;
}
