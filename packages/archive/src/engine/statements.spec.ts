import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { expect, it, onTestFinished, vi } from "vitest";
import type { Dataset } from "../datasets/dataset.js";
import { shortVolume } from "../datasets/short-volume.js";
import { MemoryQueue } from "../queue/memory-queue.js";
import { useDatabases } from "../testing/databases.js";
import { MemoryStore } from "../testing/memory-store.js";
import { connectTo, openArchive, startSim } from "../testing/open-archive.js";
import { sync } from "./sync.js";

const databases = useDatabases();
const codes = Array.from({ length: 6000 }, (_, index) => `HK.${String(index + 1).padStart(5, "0")}`);
const looks = 4;

/** A dataset of which a page takes long, so that hardly anything is done. */
const slow: Dataset = {
  ...shortVolume,
  walk: {
    comes: "newest-first",
    async *open() {
      await sleep(100);
      yield { rows: [], cursor: undefined };
    },
  },
};

/** Counts the statements that this process sends to PostgreSQL, and the bytes of their values. */
function countStatements() {
  const sent = { statements: 0, bytes: 0 };
  const query: (...args: readonly unknown[]) => unknown = pg.Client.prototype.query;
  const spy = vi.spyOn(pg.Client.prototype, "query").mockImplementation(function (this: pg.Client, ...args: unknown[]) {
    const [sql, values] = args;
    if (typeof sql === "string") {
      sent.statements++;
      if (Array.isArray(values)) sent.bytes += JSON.stringify(values).length;
    }
    return Reflect.apply(query, this, args);
  });
  onTestFinished(() => spy.mockRestore());
  return sent;
}

/** A queue of several processes that loses the jobs it gets first. */
class LosingQueue extends MemoryQueue {
  override readonly isShared: boolean = true;
  adds = 0;

  override async add(jobs: Parameters<MemoryQueue["add"]>[0]): Promise<void> {
    if (this.adds++ > 0) await super.add(jobs);
  }
}

it("a sync says again what it wants when nothing was finished for a minute", async () => {
  const queue = new LosingQueue();
  const store = Object.assign(new MemoryStore(Date.now), { openQueue: async () => queue });
  const clients = [await connectTo(await startSim({ tradingDays: 20 }))];
  vi.useFakeTimers({ toFake: ["setInterval"] });
  onTestFinished(() => void vi.useRealTimers());
  let last: unknown;
  const run = async () => {
    for await (const one of sync(store, { dataset: shortVolume, codes: ["HK.00700"], clients })) last = one;
  };
  const running = run();
  while (queue.adds === 0) await sleep(1);
  for (let second = 0; second < 60; second++) {
    expect(queue.adds).toBe(1);
    await vi.advanceTimersByTimeAsync(1000);
  }
  await running;
  expect(last).toMatchObject({ codes: 1, done: 1 });
});

it(`a sync of ${codes.length} codes says once what it wants`, { timeout: 60_000 }, async () => {
  const { store } = await openArchive(await databases.create("PostgreSQL"));
  const clients = [await connectTo(await startSim())];
  const sent = countStatements();
  let before: typeof sent | undefined;
  const stop = new AbortController();
  const run = async () => {
    for await (const { pages } of sync(store, { dataset: slow, codes, clients, signal: stop.signal })) {
      if (pages > 0) before ??= { ...sent };
    }
  };
  const running = run();
  while (before === undefined) await sleep(10);
  await sleep(looks * 1000 + 500);
  const { statements, bytes } = sent;
  stop.abort();
  await expect(running).rejects.toMatchObject({ code: "Aborted" });
  // The list itself, in inserts of a thousand jobs.
  expect(before.bytes).toBeGreaterThan(codes.length * 100);
  expect((bytes - before.bytes) / looks).toBeLessThan(codes.length * 10);
  expect((statements - before.statements) / looks).toBeLessThan(300);
});
