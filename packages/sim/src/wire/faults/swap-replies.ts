import { createFault, type Fault, type FaultLimits } from "./fault.js";

/**
 * Swaps replies in pairs: the first one waits for the second and is written after it, both unchanged. Removing the
 * fault releases a reply that is still waiting for its second.
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
