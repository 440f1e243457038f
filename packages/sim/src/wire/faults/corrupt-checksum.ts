import { createFault, type Fault, type FaultLimits } from "./fault.js";

/** The offset of the body's SHA-1 in the TCP header. */
const sha1Offset = 16;

/**
 * Inverts the first byte of the SHA-1 in the header of a reply (byte 16 of the frame). TCP only: WebSocket frames have
 * no checksum, so they are sent unchanged.
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
