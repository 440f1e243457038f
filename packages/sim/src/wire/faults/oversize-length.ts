import { createFault, type Fault, type FaultLimits } from "./fault.js";

/** The offset of the body's length in the TCP header. */
const lengthOffset = 12;
const tooLong = 0x7fffffff;
/** The first two bytes of an unfragmented, unmasked binary message with a 64-bit length. */
const finalBinary = 0x82;
const length64 = 127;

/**
 * Announces 2,147,483,647 bytes and sends none of them. Over TCP it writes the reply's 44-byte header with this body
 * length, over WebSocket a 10-byte message header with this length. The connection stays open.
 */
export function oversizeLength(limits: FaultLimits = {}): Fault {
  return createFault("oversizeLength", limits, () => ({
    onBytes(bytes, next, { transport }) {
      const header = transport === "tcp" ? bytes.slice(0, 44) : new Uint8Array(10);
      const view = new DataView(header.buffer);
      if (transport === "tcp") view.setUint32(lengthOffset, tooLong, true);
      else {
        header.set([finalBinary, length64]);
        view.setBigUint64(2, BigInt(tooLong));
      }
      next(header);
    },
  }));
}
