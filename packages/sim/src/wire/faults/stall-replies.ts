import { checkWhole, createFault, type Fault, type FaultLimits } from "./fault.js";

/** How long {@link stallReplies} waits. */
export interface StallOptions extends FaultLimits {
  /** Milliseconds of the gateway's clock. Default: until the fault is taken back. */
  readonly ms?: number | undefined;
}

/**
 * Holds each reply back for so long, then writes it unchanged. Requests are read meanwhile, and replies that the fault is
 * not for overtake. What is held when the fault is taken back leaves then, in order.
 */
export function stallReplies({ ms, ...limits }: StallOptions = {}): Fault {
  if (ms !== undefined) checkWhole("ms", ms, 0);
  return createFault("stallReplies", limits, () => {
    const held = new Set<() => void>();
    return {
      onBytes(bytes, next, line) {
        let cancel = () => {};
        const release = () => {
          held.delete(release);
          cancel();
          next(bytes);
        };
        held.add(release);
        if (ms !== undefined) cancel = line.schedule(release, ms);
      },
      end() {
        for (const release of [...held]) release();
      },
    };
  });
}
