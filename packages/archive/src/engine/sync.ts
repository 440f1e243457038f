import type { Client } from "@opend/core";
import { checkOptions, createError } from "@opend/core/internal";
import type { Store } from "../store/store.js";
import { beginRun, type RunOptions } from "./begin-run.js";
import type { SyncProgress } from "./progress.js";
import { runWorkers } from "./run-workers.js";

/** What to bring up to date, and over which gateways. */
export interface SyncOptions extends RunOptions {
  /** Clients of one gateway each. They share the work. */
  readonly clients: readonly Client[];
  /** Jobs that each client has under way at a time. Default: 2, so that a page is fetched while another is kept. */
  readonly concurrency?: number | undefined;
  /** Aborts: the sync throws `Aborted`. What was committed is kept. */
  readonly signal?: AbortSignal | undefined;
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
  const { dataset, clients, concurrency = 2, signal } = options;
  const now = options.now ?? (() => new Date());
  if (clients.length === 0) {
    throw createError("InvalidOption", "clients is empty: give at least one client", { option: "clients" });
  }
  for (const { gateway } of clients) await store.claimSource(gateway.simulated);
  const queue = await store.openQueue();
  try {
    const { run, codes, left, ...begun } = await beginRun(store, { ...options, now });
    let { failed } = begun;
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
