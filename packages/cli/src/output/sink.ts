/** Takes the rows of a command. */
export interface Sink<Row extends object = object> {
  write(rows: readonly Row[]): Promise<void>;
  /** Completes what was written. */
  finish(): Promise<void>;
  /** Leaves nothing behind. */
  discard(): Promise<void>;
}
