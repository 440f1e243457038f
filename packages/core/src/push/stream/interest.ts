import type { FailedTopic } from "../../protocol/failed-topic.js";

/** What a stream of pushes is about, and how it is subscribed. */
export interface Interest<S2C> {
  /** Whether a push is one of them. */
  wants(s2c: S2C): boolean;
  /** What of several pushes with the same key only the newest counts for: what `conflate` goes by. */
  keyOf(s2c: S2C): string;
  /**
   * Subscribes what is not subscribed yet, waiting for a connection where there is none.
   *
   * @throws what the gateway answers, `Aborted`, `ConnectionLost` and `SessionClosed` after the end
   */
  join(signal: AbortSignal): Promise<void>;
  /** Lets go of it. */
  leave(): void;
  /** What of it the current connection does not take. */
  refused(): readonly FailedTopic[];
  /** Topics that it is about; 0 where nothing is subscribed. */
  readonly size: number;
}
