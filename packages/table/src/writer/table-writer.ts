/** A table that is written. Rows that are taken go out when their format has enough of them. */
export interface TableWriter extends AsyncDisposable {
  /**
   * Writes rows. Resolves when the target wants more. The rows may be of any shape: values that are missing are null.
   *
   * @throws `ValueDoesNotFit`, `TableWriteFailed`, `TableClosed`, and what the target throws. The table is then
   * discarded
   */
  write(rows: readonly unknown[]): Promise<void>;
  /**
   * Completes the table. A file appears under its name now, and replaces one that was there.
   *
   * @throws the errors of `write`
   */
  finish(): Promise<TableSummary>;
  /**
   * Removes what was written. A target of the program keeps what it took. Does nothing for a table that is finished.
   */
  discard(): Promise<void>;
  /** How many rows were taken. */
  readonly rowCount: number;
  /** Discards a table that is not finished. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** What was written. */
export interface TableSummary {
  readonly rows: number;
  readonly bytes: number;
}
