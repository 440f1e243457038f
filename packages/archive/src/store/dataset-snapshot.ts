import type { Dataset } from "../datasets/dataset.js";
import type { Snapshot } from "../sql/database.js";
import { readPartitions, readRows } from "../sql/read-rows.js";
import type { Attempt } from "./guard-queue.js";
import type { DatasetSnapshot } from "./store.js";

/** Reads a dataset from a snapshot of its table. Every failure says which database failed. */
export function openDatasetSnapshot(snapshot: Snapshot, dataset: Dataset, attempt: Attempt): DatasetSnapshot {
  return {
    async *rows(choice = {}) {
      const rows = readRows(snapshot, dataset, choice);
      while (true) {
        const { value, done } = await attempt(() => rows.next());
        if (done) return;
        yield value;
      }
    },
    partitions: () => attempt(() => readPartitions(snapshot, dataset)),
    [Symbol.asyncDispose]: () => snapshot.close(),
  };
}
