import type { Client } from "@opend/core";
import { checkOptions, createError } from "@opend/core/internal";
import { createArchiveError } from "../base/archive-error.js";
import type { Dataset } from "../datasets/dataset.js";
import { datasets as allDatasets } from "../datasets/find-dataset.js";
import type { Store } from "../store/store.js";
import { runWorkers, type WorkCounts } from "./run-workers.js";

/** Over which gateways to work. */
export interface WorkOptions {
  /** Clients of one gateway each. */
  readonly clients: readonly Client[];
  /** The datasets to work for. Default: all that this package knows. */
  readonly datasets?: readonly Dataset[] | undefined;
  /** Jobs that each client has under way at a time. Default: 2. */
  readonly concurrency?: number | undefined;
  /** Aborts: the work throws `Aborted`. What was committed is kept, and what is under way goes to other workers. */
  readonly signal?: AbortSignal | undefined;
  /** Tells the time. Default: that of the system. */
  readonly now?: (() => Date) | undefined;
}

/** What a worker did. */
export interface WorkProgress extends WorkCounts {
  /** Securities, markets or accounts that it brought up to date. */
  readonly done: number;
  /** Those that the gateway refused. */
  readonly failed: number;
}

const optionNames = ["clients", "datasets", "concurrency", "signal", "now"];

/**
 * Works for the syncs of other processes, until it is aborted: `for await (const progress of work(store, { clients }))`. The
 * store is in PostgreSQL. A worker that is killed loses nothing: when its lease ends, another one goes on from the place that
 * it reached.
 *
 * @throws `StoreFailed`, `QueueUnavailable`, `MixedSources`, `InvalidOption`, `Aborted`, and what ends the last client
 */
export async function* work(store: Store, options: WorkOptions): AsyncGenerator<WorkProgress, void> {
  checkOptions("work", options, optionNames);
  const { clients, datasets = allDatasets, concurrency = 2, signal } = options;
  if (clients.length === 0) {
    throw createError("InvalidOption", "clients is empty: give at least one client", { option: "clients" });
  }
  for (const { gateway } of clients) await store.claimSource(gateway.simulated);
  const queue = await store.openQueue();
  try {
    if (!queue.isShared) {
      const message = `${store.location} belongs to one process: use sync there. Several workers need a PostgreSQL database`;
      throw createArchiveError("QueueUnavailable", message, {});
    }
    let done = 0;
    let failed = 0;
    const workers = runWorkers({
      store,
      queue,
      clients,
      concurrency,
      now: options.now ?? (() => new Date()),
      signal,
      datasetOf: (name) => datasets.find((dataset) => dataset.name === name),
      isOver: () => false,
      onFinished: (_, hasFailed) => {
        if (hasFailed) failed++;
        else done++;
      },
    });
    for await (const counts of workers) yield { done, failed, ...counts };
  } finally {
    await queue.close();
  }
}
