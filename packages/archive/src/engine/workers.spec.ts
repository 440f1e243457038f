import { setTimeout as sleep } from "node:timers/promises";
import { Qot_GetDailyShortVolume } from "@opend/core/protocols";
import { forkPeer } from "@opend/test-kit/fork-peer";
import { describe, expect, it } from "vitest";
import type { PeerSettings } from "../../peers/sync-codes.js";
import { shortVolume } from "../datasets/short-volume.js";
import { dump, useDatabases } from "../testing/databases.js";
import { connectTo, openArchive, startSim } from "../testing/open-archive.js";
import { sync } from "./sync.js";
import { work } from "./work.js";

const peer = new URL("../../peers/sync-codes.ts", import.meta.url);
const databases = useDatabases();
const codesOf = (count: number) =>
  Array.from({ length: count }, (_, index) => `HK.${String(index + 1).padStart(5, "0")}`);

describe("workers that share a PostgreSQL database", () => {
  it("ask for each page of a security once, when ten of them want it", async () => {
    const gateway = await startSim();
    const location = await databases.create("PostgreSQL");
    const syncs = Array.from({ length: 10 }, async () => {
      const { store } = await openArchive(location);
      let last: unknown;
      const clients = [await connectTo(gateway)];
      for await (const progress of sync(store, { dataset: shortVolume, codes: ["HK.00700"], clients })) last = progress;
      return last;
    });
    for (const last of await Promise.all(syncs)) expect(last).toMatchObject({ codes: 1, done: 1, failed: 0 });
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(5);
    const { database } = await openArchive(location);
    const rows = await database.all(
      "SELECT CAST(count(*) AS TEXT) AS rows, CAST(count(DISTINCT day) AS TEXT) AS days FROM short_volume",
    );
    expect(rows).toEqual([{ rows: "230", days: "230" }]);
  });

  it("work for a sync of another process, until they are aborted", async () => {
    const gateway = await startSim();
    const location = await databases.create("PostgreSQL");
    const codes = codesOf(100);
    const stop = new AbortController();
    let workDone = 0;
    const { store: workStore } = await openArchive(location);
    const workClients = [await connectTo(gateway)];
    const working = (async () => {
      for await (const { done } of work(workStore, { clients: workClients, signal: stop.signal })) workDone = done;
    })();
    const { store } = await openArchive(location);
    const clients = [await connectTo(gateway)];
    let last: unknown;
    for await (const progress of sync(store, { dataset: shortVolume, codes, clients, concurrency: 1 })) last = progress;
    expect(last).toMatchObject({ codes: 100, done: 100, failed: 0 });
    stop.abort();
    await expect(working).rejects.toMatchObject({ code: "Aborted" });
    expect(workDone).toBeGreaterThan(0);
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(100 * 5);
  });

  it("refuse to work at a DuckDB file", async () => {
    const { store } = await openArchive();
    const clients = [await connectTo(await startSim())];
    await expect(async () => {
      for await (const _progress of work(store, { clients }));
    }).rejects.toMatchObject({ code: "QueueUnavailable", message: expect.stringContaining("PostgreSQL") });
  });

  it("write nothing after their lease has ended", { timeout: 60_000 }, async () => {
    const gateway = await startSim();
    const location = await databases.create("PostgreSQL");
    const settings: PeerSettings = { location, url: gateway.tcpUrl ?? "", codes: codesOf(4) };
    const asleep = forkPeer(peer, settings);
    for (let step = 0; step < 3; step++) await asleep.next();
    process.kill(asleep.pid, "SIGSTOP");
    const { store } = await openArchive(location);
    const clients = [await connectTo(gateway)];
    let last: unknown;
    for await (const progress of sync(store, { dataset: shortVolume, codes: settings.codes, clients })) last = progress;
    expect(last).toMatchObject({ codes: 4, done: 4, failed: 0 });
    const before = await dump(location, shortVolume);
    expect(before.rows).toHaveLength(4 * 230);
    process.kill(asleep.pid, "SIGCONT");
    // It was stopped between two transactions, or within one, which the server has ended since.
    await asleep.exit;
    expect(await dump(location, shortVolume)).toEqual(before);
  });

  it("end with a clear error when the server is lost, and go on when it is back", { timeout: 120_000 }, async () => {
    const gateway = await startSim();
    const location = await databases.create("PostgreSQL");
    const codes = codesOf(40);
    const whole = await databases.create("PostgreSQL");
    const run = async (at: string, onPage = (_pages: number) => {}) => {
      const { store } = await openArchive(at);
      const clients = [await connectTo(gateway)];
      try {
        for await (const { pages } of sync(store, { dataset: shortVolume, codes, clients })) onPage(pages);
      } finally {
        await store.close();
      }
    };
    await run(whole);
    let kept = 0;
    for (let times = 0; times < 5; times++) {
      let restarted: Promise<void> | undefined;
      const running = run(location, (pages) => {
        if (pages >= 10) restarted ??= databases.server().restart();
      });
      await expect(running).rejects.toMatchObject({
        code: "StoreFailed",
        message: expect.stringContaining("What was committed before is kept"),
      });
      await restarted;
      const { rows } = await dump(location, shortVolume);
      expect(rows.length).toBeGreaterThan(kept);
      kept = rows.length;
    }
    // The leases of the runs that ended there are still held.
    await sleep(1000);
    await run(location);
    expect(await dump(location, shortVolume)).toEqual(await dump(whole, shortVolume));
  });
});
