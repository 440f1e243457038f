export {
  type ArchiveErrorCode,
  type ArchiveErrorDetails,
  type ArchiveErrorOf,
  isArchiveError,
} from "./base/archive-error.js";
export type { Coverage, Interval } from "./coverage/coverage.js";
export { type ArchivedPeriod, candlesOf } from "./datasets/candles.js";
export type { ByDays, Dataset, DatasetPage, DatasetRow, NewestFirst, Whole } from "./datasets/dataset.js";
export { rehab } from "./datasets/rehab.js";
export { shortInterest } from "./datasets/short-interest.js";
export { shortVolume } from "./datasets/short-volume.js";
export type { SyncProgress } from "./engine/progress.js";
export { type SyncOptions, sync } from "./engine/sync.js";
export { openStore } from "./store/open-store.js";
export type { CodeState, Commit, DatasetStatus, Failure, Run, Store } from "./store/store.js";
