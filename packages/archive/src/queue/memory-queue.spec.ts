import { describe, expect, it } from "vitest";
import { MemoryQueue } from "./memory-queue.js";
import type { Job } from "./work-queue.js";

const jobOf = (subject: string): Job => ({ dataset: "short_volume", subject, runBeganAt: "2026-05-08T10:00:00Z" });
const all = () => true;

describe("a queue in memory", () => {
  it("gives jobs in their order, each once, and none twice", async () => {
    const queue = new MemoryQueue();
    await queue.add([jobOf("HK.00001"), jobOf("US.AAPL")]);
    await queue.add([jobOf("HK.00001"), jobOf("HK.00002")]);
    const taken = [];
    for (let lease = await queue.take(all); lease; lease = await queue.take(all)) taken.push(lease);
    expect(taken.map(({ job }) => job.subject)).toEqual(["HK.00001", "US.AAPL", "HK.00002"]);
    // What is under way is not added again. What is done may be.
    await queue.add([jobOf("HK.00001")]);
    expect(await queue.take(all)).toBeUndefined();
    await taken[0]?.done();
    await queue.add([jobOf("HK.00001")]);
    expect((await queue.take(all))?.job.subject).toBe("HK.00001");
  });

  it("gives only jobs of the markets that are wanted", async () => {
    const queue = new MemoryQueue();
    await queue.add([jobOf("HK.00001"), jobOf("US.AAPL"), jobOf("281756478486397871")]);
    const markets = [];
    for (const wanted of ["US", "account", "HK"]) {
      markets.push((await queue.take(({ market }) => market === wanted))?.lane.market);
    }
    expect(markets).toEqual(["US", "account", "HK"]);
  });

  it("waits longer before each try of a job that comes no further", async () => {
    let nowMs = 0;
    const queue = new MemoryQueue(() => nowMs);
    await queue.add([jobOf("HK.00001")]);
    const delays = [];
    for (let retries = 0; retries < 9; retries++) {
      const lease = await queue.take(all);
      expect(lease?.retries).toBe(retries);
      await lease?.retryLater();
      const sinceMs = nowMs;
      const delayMs = Math.min(60_000, 1000 * 2 ** retries);
      nowMs = sinceMs + delayMs - 1;
      expect(await queue.take(all)).toBeUndefined();
      nowMs = sinceMs + delayMs;
      delays.push(delayMs);
    }
    expect(delays.at(-1)).toBe(60_000);
    const lease = await queue.take(all);
    await lease?.giveBack();
    expect((await queue.take(all))?.retries).toBe(0);
  });
});
