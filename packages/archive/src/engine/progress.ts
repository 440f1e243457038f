/** How far a sync is. */
export interface SyncProgress {
  /** Securities in all. */
  readonly codes: number;
  /** Those of which all is there, those that an earlier process of the same run did included. */
  readonly done: number;
  /** Those that the gateway refused. */
  readonly failed: number;
  /** Pages, and rows in them, that this process fetched. */
  readonly pages: number;
  readonly rows: number;
  /** Rows that are new, or other than before. */
  readonly changed: number;
}
