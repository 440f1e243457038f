import { type Job, type Lease, laneOf, type WorkQueue } from "./work-queue.js";

interface Entry {
  readonly job: Job;
  readonly retries: number;
  /** When it may be taken, in milliseconds since 1970. */
  readonly readyAtMs: number;
}

const longestDelayMs = 60_000;

/** A queue of one process. */
export class MemoryQueue implements WorkQueue {
  readonly isShared: boolean = false;
  readonly #now: () => number;
  /** Every job that waits or is under way, by what it is. Those that wait have their place in `#waiting`. */
  readonly #known = new Set<string>();
  #waiting: Entry[] = [];

  /** @param now tells the time, in milliseconds since 1970 */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  async add(jobs: readonly Job[]): Promise<void> {
    for (const job of jobs) {
      if (this.#known.has(nameOf(job))) continue;
      this.#known.add(nameOf(job));
      this.#waiting.push({ job, retries: 0, readyAtMs: 0 });
    }
  }

  async take(isWanted: Parameters<WorkQueue["take"]>[0]): Promise<Lease | undefined> {
    const now = this.#now();
    const index = this.#waiting.findIndex(({ job, readyAtMs }) => readyAtMs <= now && isWanted(laneOf(job)));
    const [entry] = index === -1 ? [] : this.#waiting.splice(index, 1);
    return entry && this.#leaseOf(entry);
  }

  async takeDead(): Promise<readonly Job[]> {
    return [];
  }

  async close(): Promise<void> {
    this.#waiting = [];
    this.#known.clear();
  }

  #leaseOf({ job, retries }: Entry): Lease {
    return {
      job,
      lane: laneOf(job),
      retries,
      // No other process can have it.
      hold: async () => {},
      done: async () => void this.#known.delete(nameOf(job)),
      giveBack: async () => void this.#waiting.unshift({ job, retries: 0, readyAtMs: 0 }),
      retryLater: async () => {
        const delayMs = Math.min(longestDelayMs, 1000 * 2 ** retries);
        this.#waiting.push({ job, retries: retries + 1, readyAtMs: this.#now() + delayMs });
      },
    };
  }
}

function nameOf({ dataset, subject }: Job): string {
  return `${dataset} ${subject}`;
}
