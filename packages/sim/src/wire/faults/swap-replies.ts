import { createFault, type Fault, type FaultLimits } from "./fault.js";

/**
 * Writes replies in pairs the other way round: the first waits for the second and leaves after it, both unchanged. One
 * without a second leaves when the fault is taken back.
 */
export function swapReplies(limits: FaultLimits = {}): Fault {
  return createFault("swapReplies", limits, () => {
    let release: (() => void) | undefined;
    const flush = () => {
      const first = release;
      release = undefined;
      first?.();
    };
    return {
      onBytes(bytes, next) {
        if (release === undefined) {
          release = () => next(bytes);
          return;
        }
        next(bytes);
        flush();
      },
      end: flush,
    };
  });
}
