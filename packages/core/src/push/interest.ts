/** What a stream of pushes is about, and how it is subscribed. */
export interface Interest<S2C> {
  /** Whether a push is one of them. */
  wants(s2c: S2C): boolean;
  /** What of several pushes with the same key only the newest counts for: what `conflate` goes by. */
  keyOf(s2c: S2C): string;
  /** Subscribes what is not subscribed yet. @throws what the gateway answers, `ConnectionLost`, `SessionClosed` */
  join(): Promise<void>;
  /** Lets go of it. */
  leave(): void;
}
