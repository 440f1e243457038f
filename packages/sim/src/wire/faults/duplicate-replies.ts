import { createFault, type Fault, type FaultLimits } from "./fault.js";

/** Writes the bytes of a reply twice in a row. */
export function duplicateReplies(limits: FaultLimits = {}): Fault {
  return createFault("duplicateReplies", limits, () => ({
    onBytes(bytes, next) {
      next(bytes);
      next(bytes);
    },
  }));
}
