import { createError } from "@opend/core/internal";
import { expect, it } from "vitest";
import { createArchiveError } from "../base/archive-error.js";
import type { Dataset } from "../datasets/dataset.js";
import { shortVolume } from "../datasets/short-volume.js";
import { MemoryQueue } from "../queue/memory-queue.js";
import type { WorkQueue } from "../queue/work-queue.js";
import { SqlStore } from "../store/sql-store.js";
import { connectTo, openArchive, startSim } from "../testing/open-archive.js";
import { isFinished } from "./sync-subject.js";
import { workAt } from "./worker.js";

const subject = "HK.00700";

/** Works at one job, with a queue and a dataset that may be other than usual. */
async function workOnce(runBeganAt: string, changeQueue: (queue: WorkQueue) => WorkQueue, dataset: Dataset) {
  const client = await connectTo(await startSim());
  const { database } = await openArchive();
  const queue = new MemoryQueue();
  const store = await SqlStore.open(database, async () => queue);
  await store.prepare(dataset);
  const job = { dataset: dataset.name, subject, runBeganAt };
  await queue.add([job]);
  let taken = 0;
  const changed = changeQueue(queue);
  await workAt({
    store,
    queue: {
      isShared: false,
      add: (jobs) => changed.add(jobs),
      takeDead: (name) => changed.takeDead(name),
      close: () => changed.close(),
      take: async (isWanted) => {
        const lease = await changed.take(isWanted);
        if (lease !== undefined) taken++;
        return lease;
      },
    },
    clients: [client],
    concurrency: 1,
    now: () => new Date(),
    signal: new AbortController().signal,
    datasetOf: () => dataset,
    isOver: () => taken > 0,
    tell: () => {},
  });
  return { job, state: await store.stateOf(dataset, subject) };
}

it("a worker whose job went to another goes on, also when it has a failure to record", async () => {
  const refusing: Dataset = {
    ...shortVolume,
    walk: {
      comes: "whole",
      others: "kept",
      open: () => {
        throw createError("InvalidCode", "no such code", { input: subject });
      },
    },
  };
  const lost = createArchiveError("LeaseLost", "gone", { dataset: "short_volume", subject });
  const losing = (queue: WorkQueue): WorkQueue => ({
    isShared: false,
    add: (jobs) => queue.add(jobs),
    takeDead: (name) => queue.takeDead(name),
    close: () => queue.close(),
    take: async (isWanted) => {
      const lease = await queue.take(isWanted);
      return lease && { ...lease, hold: async () => Promise.reject(lost) };
    },
  });
  const { state } = await workOnce("2026-05-08T10:00:00.000Z", losing, refusing);
  expect(state.failure).toBeUndefined();
});

it("a job is done, although the clock of the machine that began the run is ahead", async () => {
  const { job, state } = await workOnce("2040-01-01T00:00:00.000Z", (queue) => queue, shortVolume);
  expect(state.doneAt).toBe("2040-01-01T00:00:00.000Z");
  expect(isFinished(shortVolume, state, job)).toBe(true);
});
