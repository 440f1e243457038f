// Internals for the packages of this project that build on the pager. They change without notice: programs use the other
// entry point.
export { type DayRange, dayRangeOptions, toDayRange } from "./daily-short-volume/day-range.js";
export { toBatchWalks } from "./fan-out/batch-starts.js";
export type { AskBatch } from "./fan-out/batch-walk.js";
export { toFanOutHost } from "./fan-out/fan-out-host.js";
export { toSecurityWalks } from "./fan-out/security-starts.js";
export { collectRows } from "./pages/collect-rows.js";
export { checkPageOptions } from "./pages/pager-options.js";
