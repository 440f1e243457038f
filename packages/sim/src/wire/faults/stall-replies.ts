import { checkWhole, createFault, type Fault, type FaultLimits } from "./fault.js";

/** How long {@link stallReplies} waits. */
export interface StallOptions extends FaultLimits {
  /** Milliseconds, by the gateway's clock. Default: until the fault is removed. */
  readonly ms?: number | undefined;
}

/**
 * Holds each reply back for `ms` milliseconds, then writes it unchanged. Meanwhile the gateway keeps reading
 * requests, and replies that the fault does not act on overtake. Removing the fault releases all held replies, in
 * order.
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
