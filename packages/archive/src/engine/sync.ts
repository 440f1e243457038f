import type { Client } from "@opend/core";
import { checkOptions, createError } from "@opend/core/internal";
import type { Dataset } from "../datasets/dataset.js";
import type { Job } from "../queue/work-queue.js";
import type { Store } from "../store/store.js";
import type { SyncProgress } from "./progress.js";
import { runWorkers } from "./run-workers.js";
import { isFinished } from "./sync-subject.js";

/** What to bring up to date, and over which gateways. */
export interface SyncOptions {
  readonly dataset: Dataset;
  /** The securities. Of `tradingDays` and `securities`, the markets. Of `orders` and `fills`, the numbers of accounts. */
  readonly codes: readonly string[];
  /** Clients of one gateway each. They share the work. */
  readonly clients: readonly Client[];
  /** The first day that is wanted. Default: all that the gateway has. */
  readonly since?: string | undefined;
  /** Whether rows that change are kept in a table of history, such as `short_volume_history`. Default: false. */
  readonly history?: boolean | undefined;
  /** Jobs that each client has under way at a time. Default: 2, so that a page is fetched while another is kept. */
  readonly concurrency?: number | undefined;
  /**
   * A run that ended early within this time is gone on with: what it has done is not asked for again. In milliseconds.
   * Default: 20 hours.
   */
  readonly resumeWithinMs?: number | undefined;
  /** Aborts: the sync throws `Aborted`. What was committed is kept. */
  readonly signal?: AbortSignal | undefined;
  /** Tells the time. Default: that of the system. */
  readonly now?: (() => Date) | undefined;
}

const optionNames = [
  "dataset",
  "codes",
  "clients",
  "since",
  "history",
  "concurrency",
  "resumeWithinMs",
  "signal",
  "now",
];
const twentyHoursMs = 20 * 3_600_000;
const lookEveryMs = 1000;
/** Looks in which nothing is finished, after which one asks for everything, and says again what is wanted. */
const quietLooks = 60;
/** What other processes finished is asked for this far back. The clocks of their machines may differ. */
const lookBackMs = 600_000;

/**
 * Brings a dataset up to date: `for await (const progress of sync(store, { dataset: shortVolume, codes, clients }))`. Each
 * page and the place that is reached with it are kept together, so a process that is killed loses nothing, and the next one
 * goes on there. What the gateway refuses is recorded and left out; `store.status()` lists it. A gateway that cannot be
 * reached, or wants no more requests for now, is waited for. Once no gateway has quota for the dataset, the sync ends: the rest
 * stays as it was, and `troubles` say so. A loop that is left early stops the sync.
 *
 * In PostgreSQL, other processes that sync or `work` share the work, and the loop ends when all of it is done.
 *
 * @throws `StoreFailed`, `QueueUnavailable`, `MixedSources`, `InvalidOption`, `Aborted`, and what ends the last client
 */
export async function* sync(store: Store, options: SyncOptions): AsyncGenerator<SyncProgress, void> {
  checkOptions("sync", options, optionNames);
  const { dataset, clients, concurrency = 2, resumeWithinMs = twentyHoursMs, history, since, signal } = options;
  const now = options.now ?? (() => new Date());
  if (clients.length === 0) {
    throw createError("InvalidOption", "clients is empty: give at least one client", { option: "clients" });
  }
  for (const { gateway } of clients) await store.claimSource(gateway.simulated);
  const queue = await store.openQueue();
  try {
    await store.prepare(dataset, { keepsHistory: history });
    const run = await store.beginRun(dataset, now(), resumeWithinMs);
    const states = await store.statesOf(dataset);
    const codes = [...new Set(options.codes)];
    const jobs = codes
      .map(
        (subject): Job => ({ dataset: dataset.name, subject, runBeganAt: run.beganAt, since, keepsHistory: history }),
      )
      // What was never done comes first, then what was done longest ago.
      .toSorted((one, other) =>
        compare(states.get(one.subject)?.doneAt ?? "", states.get(other.subject)?.doneAt ?? ""),
      );
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
    await queue.add([...left.values()]);
    let looksSinceNews = 0;
    const finish = (subject: string, hasFailed: boolean) => {
      if (!left.delete(subject)) return;
      looksSinceNews = 0;
      if (hasFailed) failed++;
    };
    /** Other processes finish jobs too. */
    const look = async () => {
      const isQuiet = ++looksSinceNews % quietLooks === 0;
      const recent = new Date(now().getTime() - lookBackMs).toISOString();
      const since = isQuiet || recent < run.beganAt ? run.beganAt : recent;
      for (const { subject, hasFailed } of await store.finishedSince(dataset, since)) finish(subject, hasFailed);
      for (const job of await queue.takeDead(dataset.name)) {
        if (job.runBeganAt !== run.beganAt) continue;
        const failure = { code: "WorkerEnded", message: "its workers ended, again and again", at: now().toISOString() };
        const state = { ...(await store.stateOf(dataset, job.subject)), failure };
        await store.commit(dataset, { subject: job.subject, rows: [], state });
        finish(job.subject, true);
      }
      // A job may have gone with the run of another process. One that is there already is not added again.
      if (isQuiet) await queue.add([...left.values()]);
    };
    const workers = runWorkers({
      store,
      queue,
      clients,
      concurrency,
      now,
      signal,
      datasetOf: (name) => (name === dataset.name ? dataset : undefined),
      only: dataset,
      isOver: () => left.size === 0,
      onFinished: finish,
      ...(queue.isShared && { look, lookEveryMs }),
    });
    for await (const counts of workers) {
      yield { codes: codes.length, done: codes.length - left.size - failed, failed, ...counts };
    }
    // What no gateway has quota for is left to another process of this run.
    if (left.size === 0) await store.endRun(run, now());
  } finally {
    await queue.close();
  }
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
