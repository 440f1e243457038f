/** Takes the bytes of a table. */
export interface Sink {
  write(bytes: Uint8Array): Promise<void>;
  /** Makes what was written final. */
  finish(): Promise<void>;
  /** Leaves nothing behind. May come while a write is under way. */
  discard(): Promise<void>;
}
