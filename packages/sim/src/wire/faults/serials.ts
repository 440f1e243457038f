import { createFault, type Fault, type FaultLimits } from "./fault.js";

/** The serial number of a connection's first request. */
const firstSerial = 1;
/** Farther ahead than any client is. */
const aheadBy = 1_000_000;

/**
 * Puts the serial number 1, which is that of a request answered long ago (the handshake), into a reply's header. Nothing
 * else is changed; the request itself is never answered.
 */
export function wrongSerial(limits: FaultLimits = {}): Fault {
  return createFault("wrongSerial", limits, () => ({
    onFrame: (frame, next) => next({ ...frame, serial: firstSerial }),
  }));
}

/** Adds 1,000,000 to the serial number in a reply's header: no request had that one. Nothing else is changed. */
export function neverSentSerial(limits: FaultLimits = {}): Fault {
  return createFault("neverSentSerial", limits, () => ({
    onFrame: (frame, next) => next({ ...frame, serial: frame.serial + aheadBy }),
  }));
}
