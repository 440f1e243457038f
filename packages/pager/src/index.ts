export {
  type DailyShortVolume,
  type DailyShortVolumeOf,
  type DailyShortVolumePage,
  dailyShortVolume,
  dailyShortVolumes,
  type HkDailyShortVolume,
  type UsDailyShortVolume,
} from "./daily-short-volume.js";
export { FanOut, type FanOutOptions, type SecurityPage, type SecurityStart, type SecurityStarts } from "./fan-out.js";
export { type NumberedPage, type Page, type PageRequest, Pager } from "./pager.js";
export type { PageRules, PagerOptions } from "./pager-options.js";
export { paginate, type ReplyPage } from "./paginate.js";
export { PagingClient } from "./paging-client.js";
