export { askPages, type PlainPage } from "./ask-pages.js";
export {
  type DailyShortVolumeOf,
  type DailyShortVolumeOptions,
  type DailyShortVolumePage,
  type DailyShortVolumesOptions,
  dailyShortVolume,
  dailyShortVolumes,
} from "./daily-short-volume/daily-short-volume.js";
export type {
  DailyShortVolume,
  HkDailyShortVolume,
  UsDailyShortVolume,
} from "./daily-short-volume/daily-short-volume-row.js";
export type { DayRangeOptions } from "./daily-short-volume/day-range.js";
export type { FanOutPlace, FanOutPosition, RequestPlace, SecurityPlace, SkippedWalk } from "./errors/fan-out-place.js";
export { isPagerError, type PagerErrorCode, type PagerErrorDetails, type PagerErrorOf } from "./errors/pager-error.js";
export type { PagerPosition } from "./errors/pager-position.js";
export type { BatchPage } from "./fan-out/batch-walk.js";
export { FanOut } from "./fan-out/fan-out.js";
export type { FanOutOptions, WalkProgress } from "./fan-out/fan-out-options.js";
export type { FanOutPage } from "./fan-out/page-walk.js";
export type { RequestStart, RequestStarts } from "./fan-out/request-starts.js";
export type { SecurityStart, SecurityStarts } from "./fan-out/security-starts.js";
export { type NumberedPage, type Page, type PageRequest, Pager } from "./pages/pager.js";
export type { PageRules, PagerOptions } from "./pages/pager-options.js";
export { paginate, type ReplyPage } from "./paginate.js";
export { PagingClient } from "./paging-client.js";
