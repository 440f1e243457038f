import { Qot_GetDailyShortVolume } from "@opend/core/protocols";
import { handle, refuse } from "@opend/sim";
import { describe, expect, it } from "vitest";
import { securities } from "../datasets/securities.js";
import { shortVolume } from "../datasets/short-volume.js";
import { sync } from "../engine/sync.js";
import { useDatabases } from "../testing/databases.js";
import { connectTo, openArchive, startSim } from "../testing/open-archive.js";
import type { Store } from "./store.js";

const databases = useDatabases();
const codesOf = (count: number) =>
  Array.from({ length: count }, (_, index) => `HK.${String(index + 1).padStart(5, "0")}`);
const evening = (day: number) => () => new Date(`2026-05-${String(day).padStart(2, "0")}T10:00:00Z`);
const shortVolumeOf = async (store: Store) =>
  (await store.status()).find(({ dataset }) => dataset === shortVolume.name);

describe.each(["DuckDB", "PostgreSQL"] as const)("the status of a store in %s", (kind) => {
  const open = async () => openArchive(await databases.create(kind));

  it("counts what was asked for and never begun", { timeout: 30_000 }, async () => {
    const { store } = await open();
    const clients = [await connectTo(await startSim())];
    const some = { dataset: shortVolume, codes: codesOf(20), clients, concurrency: 1 };
    for await (const { done, pages } of sync(store, some)) if (done === 1 && pages > 5) break;
    const status = await shortVolumeOf(store);
    expect(status).toMatchObject({ codes: 20, done: 1, failed: 0, begun: 1, waiting: 18, dropped: 0 });
    const { dataset, codes, done, failed, begun, waiting, dropped } = status ?? {};
    expect(await store.subjects()).toEqual([{ dataset, codes, done, failed, begun, waiting, dropped }]);
    // The next process of the run asks for the same.
    for await (const { done: done2 } of sync(store, some)) if (done2 >= 3) break;
    expect(await shortVolumeOf(store)).toMatchObject({
      codes: 20,
      waiting: expect.toSatisfy((n) => n >= 15 && n <= 17),
    });
    for await (const _progress of sync(store, some));
    expect(await shortVolumeOf(store)).toMatchObject({ codes: 20, done: 20, begun: 0, waiting: 0 });
  });

  it("counts what was there yesterday as waiting, until it was brought up to date", async () => {
    const { store } = await open();
    const clients = [await connectTo(await startSim({ tradingDays: 20 }))];
    const some = { dataset: shortVolume, codes: codesOf(4), clients, concurrency: 1 };
    for await (const _progress of sync(store, { ...some, now: evening(7) }));
    expect(await shortVolumeOf(store)).toMatchObject({ codes: 4, done: 4, waiting: 0 });
    for await (const { done } of sync(store, { ...some, now: evening(8) })) if (done === 1) break;
    expect(await shortVolumeOf(store)).toMatchObject({ codes: 4, done: 1, begun: 0, waiting: 3 });
  });

  it("counts what has to go further back as begun, in the same run too", async () => {
    const { store } = await open();
    const clients = [await connectTo(await startSim())];
    const some = { dataset: shortVolume, codes: codesOf(3), clients, concurrency: 1 };
    for await (const { done } of sync(store, { ...some, since: "2026-05-01" })) if (done === 2) break;
    expect(await shortVolumeOf(store)).toMatchObject({ codes: 3, done: 2, begun: 0, waiting: 1 });
    for await (const { pages } of sync(store, some)) if (pages === 0) break;
    expect(await shortVolumeOf(store)).toMatchObject({ codes: 3, done: 0, begun: 2, waiting: 1 });
  });

  it("keeps what other runs were asked for, and drops only what cannot be had any more", async () => {
    const { store, database } = await open();
    const refusing = handle(Qot_GetDailyShortVolume, ({ security }) =>
      ["00002", "00003"].includes(security.code)
        ? refuse("something else")
        : { hkItemList: [], usItemList: [], nextKey: "-1" },
    );
    const clients = [await connectTo(await startSim({ handlers: [refusing] }))];
    const some = { dataset: shortVolume, clients };
    for await (const _progress of sync(store, { ...some, codes: codesOf(3), now: evening(6) }));
    expect(await shortVolumeOf(store)).toMatchObject({ codes: 3, done: 1, failed: 2 });
    await store.commit(securities, {
      subject: "HK",
      rows: [{ code: "HK.00002", name: "GONE", market: "HK", isDelisted: true, day: "" }],
      state: { coverage: [] },
    });
    await database.run("DELETE FROM opend_subjects WHERE dataset = 'securities'");
    // Another market asks for its own codes.
    for await (const _progress of sync(store, { ...some, codes: ["US.AAPL"], now: evening(7) }));
    expect(await shortVolumeOf(store)).toMatchObject({ codes: 4, done: 2, failed: 2, dropped: 0 });
    // The market is asked for again, without what is delisted and without what is still refused.
    for await (const _progress of sync(store, { ...some, codes: codesOf(1), now: evening(8) }));
    const status = await shortVolumeOf(store);
    expect(status).toMatchObject({ codes: 4, done: 2, failed: 1, dropped: 1 });
    expect(status?.failures.map(({ subject }) => subject)).toEqual(["HK.00003"]);
    // That others were asked for does not say that nobody wants it: only the list of its market does.
    await database.run("UPDATE opend_subjects SET failure_code = 'UnknownSecurity' WHERE subject = 'HK.00003'");
    expect(await shortVolumeOf(store)).toMatchObject({ codes: 4, done: 2, failed: 1, dropped: 1 });
    await store.commit(securities, {
      subject: "HK",
      rows: [{ code: "HK.00003", name: "GONE TOO", market: "HK", isDelisted: true, day: "" }],
      state: { coverage: [] },
    });
    expect(await shortVolumeOf(store)).toMatchObject({ codes: 4, done: 2, failed: 0, dropped: 2, failures: [] });
  });

  it("is there for an archive of an older release, and for one that is asked for a whole market", async () => {
    const location = await databases.create(kind);
    const { store, database } = await openArchive(location);
    await store.prepare(shortVolume);
    const at = "2026-05-08T10:00:00.000Z";
    await store.commit(shortVolume, { subject: "HK.00001", rows: [], state: { coverage: [], doneAt: at } });
    await store.commit(shortVolume, { subject: "HK.00002", rows: [], state: { coverage: [] } });
    for (const name of ["asked_at", "begun_at"]) await database.run(`ALTER TABLE opend_subjects DROP COLUMN ${name}`);
    expect(await shortVolumeOf(store)).toMatchObject({ codes: 2, done: 1, begun: 1, waiting: 0 });
    await store.close();
    const { store: again } = await openArchive(location);
    const run = await again.beginRun(shortVolume, new Date(at), 0);
    const beganMs = performance.now();
    await again.noteAsked(shortVolume, run, { subjects: codesOf(12_600), anew: [] });
    expect(performance.now() - beganMs).toBeLessThan(5000);
    expect(await again.subjects()).toMatchObject([{ codes: 12_600, done: 1, waiting: 12_599 }]);
  });
});
