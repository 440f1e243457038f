export { type CoalesceOptions, coalesceReplies } from "./coalesce-replies.js";
export {
  type CloseMidFrameOptions,
  closeMidFrame,
  dropConnection,
  halfOpen,
  kickAfterLogin,
  resetConnection,
} from "./connection-ends.js";
export { corruptChecksum } from "./corrupt-checksum.js";
export { dropHeartbeats } from "./drop-heartbeats.js";
export { duplicateReplies } from "./duplicate-replies.js";
export type { Fault, FaultAction, FaultLimits, FaultLine } from "./fault.js";
export { type JumpClockOptions, jumpClock } from "./jump-clock.js";
export { loseServer } from "./lose-server.js";
export { oversizeLength } from "./oversize-length.js";
export { pushNotify } from "./push-notify.js";
export { type RefuseOptions, refuseRequests } from "./refuse-requests.js";
export { repeatCursor } from "./repeat-cursor.js";
export { neverSentSerial, wrongSerial } from "./serials.js";
export { type SplitOptions, splitReplies } from "./split-replies.js";
export { type StallOptions, stallReplies } from "./stall-replies.js";
export { swapReplies } from "./swap-replies.js";
