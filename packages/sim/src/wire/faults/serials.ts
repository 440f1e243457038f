import { createFault, type Fault, type FaultLimits } from "./fault.js";

/** The serial number of a connection's first request. */
const firstSerial = 1;
/** Farther ahead than any client counts. */
const aheadBy = 1_000_000;

/**
 * Replaces the serial number in a reply's header with 1, that of a request answered long ago (the handshake). Nothing
 * else changes. The request itself never gets its reply.
 */
export function wrongSerial(limits: FaultLimits = {}): Fault {
  return createFault("wrongSerial", limits, () => ({
    onFrame: (frame, next) => next({ ...frame, serial: firstSerial }),
  }));
}

/** Adds 1,000,000 to the serial number in a reply's header, so that no request has it. Nothing else changes. */
export function neverSentSerial(limits: FaultLimits = {}): Fault {
  return createFault("neverSentSerial", limits, () => ({
    onFrame: (frame, next) => next({ ...frame, serial: frame.serial + aheadBy }),
  }));
}
