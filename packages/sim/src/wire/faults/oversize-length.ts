import { createFault, type Fault, type FaultLimits } from "./fault.js";

/** Where the header of TCP has the length of the body. */
const lengthOffset = 12;
const tooLong = 0x7fffffff;
/** A whole binary message, unmasked, with a length of 64 bits. */
const finalBinary = 0x82;
const length64 = 127;

/**
 * Announces 2,147,483,647 bytes and sends none of them: over TCP the reply's header of 44 bytes with this length of the
 * body, over WebSocket a message header of 10 bytes with this length. The connection stays open.
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
