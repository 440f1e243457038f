import { createFault, type Fault, type FaultLimits } from "./fault.js";

/** Where the header of TCP has the SHA-1 of the body. */
const sha1Offset = 16;

/**
 * Inverts the first byte of the SHA-1 in the header of a reply (byte 16 of the frame). TCP only: WebSocket frames have no
 * checksum and are left as they are.
 */
export function corruptChecksum(limits: FaultLimits = {}): Fault {
  return createFault("corruptChecksum", limits, () => ({
    onBytes(bytes, next, { transport }) {
      if (transport !== "tcp") return next(bytes);
      const broken = bytes.slice();
      broken[sha1Offset] = 0xff ^ (bytes[sha1Offset] ?? 0);
      next(broken);
    },
  }));
}
