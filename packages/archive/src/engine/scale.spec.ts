import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Client, createManualClock, createSlidingWindowLimiter } from "@opend/core";
import { Qot_GetDailyShortVolume } from "@opend/core/protocols";
import { driveClock } from "@opend/test-kit/drive-clock";
import { expect, it } from "vitest";
import { addDays } from "../base/days.js";
import type { Dataset, DatasetPage } from "../datasets/dataset.js";
import { shortVolume } from "../datasets/short-volume.js";
import { MemoryStore } from "../testing/memory-store.js";
import { sync } from "./sync.js";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

const securities = 12_600;
const pagesEach = 15;
const rowsPerPage = 50;
const newest = "2026-05-08";

/** The quota of the protocol: 30 requests within 30 seconds, counted from the reply. */
const { requests, perSeconds } = { requests: 30, perSeconds: 30 };

/** A page of a walk over all days. */
function pageAt(page: number): DatasetPage {
  const rows = Array.from({ length: rowsPerPage }, (_, row) => ({
    day: addDays(newest, -(page * rowsPerPage + row)),
    volume: 1n,
  }));
  return { rows, cursor: page === pagesEach - 1 ? undefined : String(page + 1) };
}

const pages = Array.from({ length: pagesEach }, (_, page) => pageAt(page));

it.each([1, 4, 16])(
  "all stocks of HK and US over %i gateways take what the quota takes",
  { timeout: 120_000 },
  async (gateways) => {
    const clock = createManualClock(1_800_000_000_000);
    // A client stands for its gateway, which answers at once and has a quota of its own.
    const clients = Array.from({ length: gateways }, () =>
      Object.create(Client.prototype, { gateway: { value: { simulated: true } } }),
    );
    const limiters = new Map(clients.map((client) => [client, createSlidingWindowLimiter({ clock })]));
    let asked = 0;
    const dataset: Dataset = {
      ...shortVolume,
      walk: {
        comes: "newest-first",
        async *open(client, _, from, signal) {
          for (let page = from === undefined ? 0 : Number(from); page < pagesEach; page++) {
            const leave = await limiters.get(client)?.acquire({ protocol: Qot_GetDailyShortVolume }, { signal });
            asked++;
            leave?.();
            yield pages[page] ?? { rows: [], cursor: undefined };
          }
        },
      },
    };
    const store = new MemoryStore(() => clock.nowMs());
    const codes = Array.from({ length: securities }, (_, index) => `HK.${String(index).padStart(5, "0")}`);
    const usedBytes: number[] = [];
    let nextMeasure = 0.2;
    const run = async () => {
      let last: unknown;
      const now = () => new Date(clock.nowMs());
      for await (const progress of sync(store, { dataset, codes, clients, now })) {
        last = progress;
        if (progress.done / securities < nextMeasure) continue;
        nextMeasure += 0.2;
        collectGarbage();
        usedBytes.push(process.memoryUsage().heapUsed);
      }
      return last;
    };
    const beganMs = clock.nowMs();
    const last = await driveClock(clock, () => asked, run());
    expect(last).toMatchObject({ done: securities, failed: 0, pages: securities * pagesEach });
    expect(asked).toBe(securities * pagesEach);
    const leastMs = Math.floor((asked - 1) / requests / gateways) * perSeconds * 1000;
    expect((clock.nowMs() - beganMs) / leastMs).toBeGreaterThanOrEqual(1);
    expect((clock.nowMs() - beganMs) / leastMs).toBeLessThan(1.02);
    // What is kept of a security that is done is one interval.
    const [first = 0] = usedBytes;
    expect((usedBytes.at(-1) ?? 0) - first).toBeLessThan(securities * 400);
  },
);
