// Internals that only the simulator needs. They change without notice. Apart from the other internals, since programs with a
// client load those.
export { offsetOfLocal } from "../base/zone-offset.js";
export {
  writeCompactDay,
  writeDay,
  writeIso,
  writeMicroseconds,
  writeMilliseconds,
  writeMoment,
  writeSeconds,
  writeSlashedDay,
} from "../base/zoned-time.js";
export { zoneIn } from "../message/complete-request.js";
export { is64Bit } from "../message/scalar-rules.js";
export { flushWrites, gatherWrites } from "../transport/gather-writes.js";
