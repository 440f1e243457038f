export {
  type DailyShortVolume,
  type DailyShortVolumeOf,
  type DailyShortVolumePage,
  dailyShortVolume,
  dailyShortVolumes,
  type HkDailyShortVolume,
  type UsDailyShortVolume,
} from "./daily-short-volume.js";
export { FanOut } from "./fan-out.js";
export type { FanOutOptions } from "./fan-out-options.js";
export type { FanOutPlace, FanOutPosition, RequestPlace, SecurityPlace, SkippedWalk } from "./fan-out-place.js";
export type { FanOutPage } from "./fan-out-walk.js";
export { type NumberedPage, type Page, type PageRequest, Pager } from "./pager.js";
export { isPagerError, type PagerErrorCode, type PagerErrorDetails, type PagerErrorOf } from "./pager-error.js";
export type { PageRules, PagerOptions } from "./pager-options.js";
export type { PagerPosition } from "./pager-position.js";
export { type PagedRequest, paginate, type ReplyPage } from "./paginate.js";
export { PagingClient } from "./paging-client.js";
export type { RequestStart, RequestStarts } from "./request-starts.js";
export type { SecurityStart, SecurityStarts } from "./security-starts.js";
