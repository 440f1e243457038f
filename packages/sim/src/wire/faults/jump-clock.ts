import { checkWhole, createFault, type Fault, type FaultLimits } from "./fault.js";

/** How far {@link jumpClock} leaps. */
export interface JumpClockOptions extends FaultLimits {
  /** Milliseconds. */
  readonly ms: number;
}

/**
 * Lets the gateway's time leap ahead right before each reply, as on a machine that was asleep: frequency limits forget,
 * and TCP connections without a heartbeat in the meantime are cut. The bytes of the reply are left as they are.
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
