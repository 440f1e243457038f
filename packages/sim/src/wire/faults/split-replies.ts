import { checkWhole, createFault, type Fault, type FaultLimits } from "./fault.js";

/** How {@link splitReplies} cuts. */
export interface SplitOptions extends FaultLimits {
  /** Bytes per write. Default: 1. */
  readonly chunkBytes?: number | undefined;
}

/**
 * Writes a reply to the socket in pieces of `chunkBytes` bytes, in order, without adding or leaving out any. Nagle's
 * algorithm is off, so the pieces also leave one by one as far as the system allows.
 */
export function splitReplies({ chunkBytes = 1, ...limits }: SplitOptions = {}): Fault {
  checkWhole("chunkBytes", chunkBytes, 1);
  return createFault("splitReplies", limits, () => ({
    onBytes(bytes, next) {
      for (let start = 0; start < bytes.length; start += chunkBytes) next(bytes.subarray(start, start + chunkBytes));
    },
  }));
}
