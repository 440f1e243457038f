import type { Lease, WorkQueue } from "../queue/work-queue.js";

/** Runs a part, and says which database failed if it does. */
export type Attempt = <T>(part: () => Promise<T>) => Promise<T>;

/** Returns the queue, of which every failure says which database failed. */
export function guardQueue(queue: WorkQueue, attempt: Attempt): WorkQueue {
  return {
    isShared: queue.isShared,
    add: (jobs) => attempt(() => queue.add(jobs)),
    take: async (isWanted) => {
      const lease = await attempt(() => queue.take(isWanted));
      return lease && guardLease(lease, attempt);
    },
    takeDead: (dataset) => attempt(() => queue.takeDead(dataset)),
    close: () => queue.close(),
  };
}

function guardLease(lease: Lease, attempt: Attempt): Lease {
  return {
    ...lease,
    done: () => attempt(() => lease.done()),
    giveBack: () => attempt(() => lease.giveBack()),
    retryLater: () => attempt(() => lease.retryLater()),
  };
}
