import { checkWhole, createFault, type Fault, type FaultLimits } from "./fault.js";

/** How far {@link jumpClock} leaps. */
export interface JumpClockOptions extends FaultLimits {
  /** Milliseconds. */
  readonly ms: number;
}

/**
 * Moves the gateway's clock ahead right before each reply, as if the machine had been asleep: frequency limits expire,
 * and TCP connections whose heartbeat is now overdue are cut. The bytes of the reply stay unchanged.
 */
export function jumpClock({ ms, ...limits }: JumpClockOptions): Fault {
  checkWhole("ms", ms, 0);
  return createFault("jumpClock", limits, () => ({
    onFrame(frame, next, line) {
      line.leap(ms);
      next(frame);
    },
  }));
}
