import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { shortVolume } from "../datasets/short-volume.js";
import { sync } from "../engine/sync.js";
import { openDatabase } from "../store/open-store.js";
import { SqlStore } from "../store/sql-store.js";
import { useDatabases } from "../testing/databases.js";
import { connectTo, startSim } from "../testing/open-archive.js";
import type { Lease, WorkQueue } from "./work-queue.js";

const databases = useDatabases();
const runBeganAt = "2026-05-08T10:00:00Z";
const jobOf = (subject: string) => ({ dataset: "short_volume", subject, runBeganAt });
const all = () => true;

async function open(retryLimit = 20) {
  const { database, openQueue } = await openDatabase(await databases.create("PostgreSQL"), {
    leaseMs: 10_000,
    retryLimit,
  });
  const queue = await openQueue();
  onTestFinished(async () => {
    await queue.close();
    await database.close();
  });
  return { database, queue, openQueue };
}

/** Takes a job, and waits for one that may be taken a little later. */
async function take(queue: WorkQueue): Promise<Lease> {
  for (;;) {
    const lease = await queue.take(all);
    if (lease) return lease;
    await sleep(50);
  }
}

describe("the work in PostgreSQL", () => {
  it("comes in its order, each market in turn, and each job once", async () => {
    const { queue } = await open();
    const subjects = ["HK.00001", "HK.00002", "US.AAPL", "HK.00003"];
    await queue.add(subjects.map(jobOf));
    await queue.add(subjects.map(jobOf));
    const taken: string[] = [];
    for (let lease = await queue.take(all); lease; lease = await queue.take(all)) {
      taken.push(lease.job.subject);
      await lease.done();
    }
    expect(taken.toSorted()).toEqual(subjects.toSorted());
    expect(taken.filter((subject) => subject.startsWith("HK"))).toEqual(["HK.00001", "HK.00002", "HK.00003"]);
    expect(taken.indexOf("US.AAPL")).toBeLessThan(3);
  });

  it("goes back as one that was never tried, or for a later try", { timeout: 20_000 }, async () => {
    const { queue } = await open();
    await queue.add([jobOf("HK.00001")]);
    const first = await take(queue);
    expect(first.retries).toBe(0);
    await first.retryLater();
    const second = await take(queue);
    expect(second.retries).toBe(1);
    await second.giveBack();
    const third = await take(queue);
    expect(third.retries).toBe(0);
    expect(third.job).toEqual(jobOf("HK.00001"));
  });

  it("is held only by the attempt that has it", { timeout: 20_000 }, async () => {
    const { queue, database } = await open();
    await queue.add([jobOf("HK.00001")]);
    const first = await take(queue);
    await database.transaction((session) => first.hold(session));
    await first.retryLater();
    const second = await take(queue);
    await expect(database.transaction((session) => first.hold(session))).rejects.toMatchObject({ code: "LeaseLost" });
    // What the first one does now has no effect.
    await first.done();
    await first.giveBack();
    await database.transaction((session) => second.hold(session));
    expect(await queue.take(all)).toBeUndefined();
  });

  it("that ends its workers again and again counts as failed, and the sync goes on", { timeout: 60_000 }, async () => {
    const location = await databases.create("PostgreSQL");
    const { database, openQueue } = await openDatabase(location, { leaseMs: 10_000, retryLimit: 0 });
    const store = await SqlStore.open(database, openQueue);
    onTestFinished(() => store.close());
    const client = await connectTo(await startSim());
    await store.prepare(shortVolume);
    const run = await store.beginRun(shortVolume, new Date(), 0);
    const queue = await openQueue();
    onTestFinished(() => queue.close());
    await queue.add([{ dataset: "short_volume", subject: "HK.00001", runBeganAt: run.beganAt }]);
    const lease = await take(queue);
    let last: unknown;
    const codes = ["HK.00001", "HK.00002"];
    let isDead = false;
    for await (const progress of sync(store, { dataset: shortVolume, codes, clients: [client] })) {
      last = progress;
      // What pg-boss does when a lease has ended for the last time.
      if (progress.done === 1 && !isDead) {
        isDead = true;
        await lease.retryLater();
      }
    }
    expect(last).toMatchObject({ codes: 2, done: 1, failed: 1 });
    const [status] = await store.status();
    expect(status?.failures).toMatchObject([{ subject: "HK.00001", code: "WorkerEnded" }]);
    expect(await queue.takeDead("short_volume")).toEqual([]);
  });
});
