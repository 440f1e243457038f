export {
  type ArchiveErrorCode,
  type ArchiveErrorDetails,
  type ArchiveErrorOf,
  isArchiveError,
} from "./base/archive-error.js";
export type { Coverage, Interval } from "./coverage/coverage.js";
export { fills, orders } from "./datasets/account-history.js";
export { type ArchivedPeriod, candlesOf } from "./datasets/candles.js";
export type { ByDays, Dataset, DatasetPage, DatasetRow, NewestFirst, Whole } from "./datasets/dataset.js";
export { datasets, findDataset } from "./datasets/find-dataset.js";
export { rehab } from "./datasets/rehab.js";
export { securities } from "./datasets/securities.js";
export { shortInterest } from "./datasets/short-interest.js";
export { shortVolume } from "./datasets/short-volume.js";
export { tradingDays } from "./datasets/trading-days.js";
export { noteAsked, type RunOptions } from "./engine/begin-run.js";
export type { SyncProgress } from "./engine/progress.js";
export type { WorkCounts } from "./engine/run-workers.js";
export { type SyncOptions, sync } from "./engine/sync.js";
export { type WorkOptions, type WorkProgress, work } from "./engine/work.js";
export { type ExportOptions, type ExportSummary, exportDataset } from "./export/export-dataset.js";
export type { LeaseOptions } from "./queue/lease-options.js";
export type { Job, Lane, Lease, WorkQueue } from "./queue/work-queue.js";
export { openStore, type StoreOptions } from "./store/open-store.js";
export type {
  Asked,
  Commit,
  DatasetSnapshot,
  DatasetStatus,
  Failure,
  Finished,
  Partition,
  RowChoice,
  Run,
  Store,
  StoredRow,
  SubjectCounts,
  SubjectState,
} from "./store/store.js";
