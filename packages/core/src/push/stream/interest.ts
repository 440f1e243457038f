import type { FailedTopic } from "../../protocol/failed-topic.js";

/** Selects the pushes of a stream, and subscribes them. */
export interface Interest<S2C> {
  /** Returns whether the stream wants a push. */
  wants(s2c: S2C): boolean;
  /** Returns the key of a push. Of several pushes with the same key, only the newest counts under `conflate`. */
  keyOf(s2c: S2C): string;
  /**
   * Subscribes the topics that are not subscribed yet. Waits for a connection when there is none.
   *
   * @throws the gateway's error, `Aborted`; `ConnectionLost` or `SessionClosed` after the end
   */
  join(signal: AbortSignal): Promise<void>;
  /** Releases the topics. */
  leave(): void;
  /** Returns the topics that the current connection was refused. */
  refused(): readonly FailedTopic[];
  /** The number of topics; 0 when nothing is subscribed. */
  readonly size: number;
}
