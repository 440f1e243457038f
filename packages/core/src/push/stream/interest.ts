import type { FailedTopic } from "../../protocol/failed-topic.js";

/** What a stream of pushes is about, and how to subscribe to it. */
export interface Interest<S2C> {
  /** Whether a push belongs to the stream. */
  wants(s2c: S2C): boolean;
  /** The key of a push. Of several with the same key, only the newest counts under `conflate`. */
  keyOf(s2c: S2C): string;
  /**
   * Subscribes the missing topics. Waits for a connection if there is none.
   *
   * @param skipsRefused accepts that the gateway refuses some: they are in `refused()` then
   * @throws the gateway's error, `Aborted`; `ConnectionLost` or `SessionClosed` after the end
   */
  join(signal: AbortSignal, skipsRefused: boolean): Promise<void>;
  /** Unsubscribes what no other stream wants. */
  leave(): void;
  /** The topics that the current session did not accept. */
  refused(): readonly FailedTopic[];
  /** The number of topics; 0 when nothing is subscribed. */
  readonly size: number;
}
