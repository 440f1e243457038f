/** How far a sync is. */
export interface SyncProgress {
  /** Securities, markets or accounts in all. */
  readonly codes: number;
  /** The complete ones. Those that an earlier process of the same run did, or another worker, are included. */
  readonly done: number;
  /** Those that the gateway refused. */
  readonly failed: number;
  /** Pages, and rows in them, that this process fetched. */
  readonly pages: number;
  readonly rows: number;
  /** Rows that are new, or other than before. */
  readonly changed: number;
  /**
   * Why there is no progress now, or less: gateways that cannot be reached, have ended or lack a right, and values that were
   * left out because the database cannot hold them. Newest last.
   */
  readonly troubles: readonly string[];
}
