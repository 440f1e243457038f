import type { Dataset } from "../datasets/dataset.js";
import type { Job } from "../queue/work-queue.js";
import type { Run, Store } from "../store/store.js";
import { isFinished } from "./sync-subject.js";

/** What a run is asked for. */
export interface RunOptions {
  readonly dataset: Dataset;
  /** The securities. Of `tradingDays` and `securities`, the markets. Of `orders` and `fills`, the numbers of accounts. */
  readonly codes: readonly string[];
  /** The first day that is wanted. Default: all that the gateway has. */
  readonly since?: string | undefined;
  /** Whether rows that change are kept in a table of history, such as `short_volume_history`. Default: false. */
  readonly history?: boolean | undefined;
  /**
   * A run that ended early within this time is gone on with: what it has done is not asked for again. In milliseconds.
   * Default: 20 hours.
   */
  readonly resumeWithinMs?: number | undefined;
  /** Tells the time. Default: that of the system. */
  readonly now?: (() => Date) | undefined;
}

/** A run that is begun, or gone on with. */
interface BegunRun {
  readonly run: Run;
  /** What it is for, each once. */
  readonly codes: readonly string[];
  /** What is to be done, by subject. */
  readonly left: Map<string, Job>;
  /** How many the run has found to be refused before. */
  readonly failed: number;
}

const twentyHoursMs = 20 * 3_600_000;

/**
 * Notes what a sync is asked for, before there is a client: `store.status()` shows as waiting what a gateway that is away could
 * not give. The sync itself does that too, and continues the same run.
 *
 * @throws `StoreFailed`
 */
export async function noteAsked(store: Store, options: RunOptions): Promise<void> {
  await beginRun(store, options);
}

/** Begins a run, or continues the last one, and notes what it is asked for. */
export async function beginRun(store: Store, options: RunOptions): Promise<BegunRun> {
  const { dataset, since, history, resumeWithinMs = twentyHoursMs, now = () => new Date() } = options;
  await store.prepare(dataset, { keepsHistory: history });
  const run = await store.beginRun(dataset, now(), resumeWithinMs);
  const states = await store.statesOf(dataset);
  const codes = [...new Set(options.codes)];
  const jobs = codes
    .map((subject): Job => ({ dataset: dataset.name, subject, runBeganAt: run.beganAt, since, keepsHistory: history }))
    // What was never done comes first, then what was done longest ago.
    .toSorted((one, other) => compare(states.get(one.subject)?.doneAt ?? "", states.get(other.subject)?.doneAt ?? ""));
  const left = new Map<string, Job>();
  const anew: string[] = [];
  let failed = 0;
  for (const job of jobs) {
    const state = states.get(job.subject) ?? { coverage: [] };
    if (!isFinished(dataset, state, job)) left.set(job.subject, job);
    else if (state.failure !== undefined) failed++;
    if (left.has(job.subject) && (state.doneAt ?? "") >= run.beganAt) anew.push(job.subject);
  }
  await store.noteAsked(dataset, run, { subjects: codes, anew });
  return { run, codes, left, failed };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
