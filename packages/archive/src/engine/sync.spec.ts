import { Qot_GetDailyShortVolume } from "@opend/core/protocols";
import { candles, rehab as walkRehab, shortInterest as walkShortInterest } from "@opend/market";
import { dailyShortVolume } from "@opend/pager";
import { dropConnection, handle, refuse, stallReplies } from "@opend/sim";
import { describe, expect, it } from "vitest";
import { candlesOf } from "../datasets/candles.js";
import { rehab } from "../datasets/rehab.js";
import { shortInterest } from "../datasets/short-interest.js";
import { shortVolume } from "../datasets/short-volume.js";
import { useDatabases } from "../testing/databases.js";
import { connectTo, openArchive, startSim } from "../testing/open-archive.js";
import { sync } from "./sync.js";

const codes = ["HK.00700", "HK.09988", "US.AAPL"];

/** Runs a sync to its end, or for some steps of progress. */
async function run(progress: ReturnType<typeof sync>, steps = Number.POSITIVE_INFINITY) {
  const seen = [];
  for await (const one of progress) {
    seen.push(one);
    if (seen.length >= steps) break;
  }
  return seen.at(-1);
}

const databases = useDatabases();

describe.each(["DuckDB", "PostgreSQL"] as const)("a sync into %s", (kind) => {
  const open = async () => openArchive(await databases.create(kind));

  it("keeps every row of every security with its values", async () => {
    const gateway = await startSim();
    const client = await connectTo(gateway);
    const { store, database } = await open();
    const last = await run(sync(store, { dataset: shortVolume, codes, clients: [client] }));
    expect(last).toMatchObject({ codes: 3, done: 3, failed: 0, rows: 690, changed: 690, pages: 15 });
    const kept = await database.all(
      `SELECT code, CAST(day AS TEXT) AS day, CAST(volume AS TEXT) AS volume, CAST(short_ratio AS TEXT) AS short_ratio
      FROM short_volume ORDER BY code, day DESC`,
    );
    const expected = [];
    for (const code of codes) {
      for await (const { day, volume, shortRatio } of dailyShortVolume(client, code)) {
        expected.push({ code, day, volume: String(volume), short_ratio: shortRatio });
      }
    }
    const numberOf = (text: string | null | undefined) => (text ? Number(text) : undefined);
    expect(kept.map((row) => ({ ...row, short_ratio: numberOf(row["short_ratio"]) }))).toEqual(expected);
    const [status] = await store.status();
    expect(status).toMatchObject({ dataset: "short_volume", codes: 3, done: 3, failed: 0, rows: 690, gaps: 0 });
    expect(status?.endedAt).toBeDefined();
  });

  it("asks for one page a security the next evening, and changes nothing that is equal", async () => {
    const gateway = await startSim();
    const clients = [await connectTo(gateway)];
    const { store } = await open();
    await run(sync(store, { dataset: shortVolume, codes, clients }));
    const before = gateway.requestCount(Qot_GetDailyShortVolume);
    expect(await run(sync(store, { dataset: shortVolume, codes, clients }))).toMatchObject({
      done: 3,
      pages: 3,
      changed: 0,
    });
    expect(gateway.requestCount(Qot_GetDailyShortVolume) - before).toBe(3);
  });

  it("goes on where a loop was left, and asks for no page twice", async () => {
    const gateway = await startSim();
    const clients = [await connectTo(gateway)];
    const { store, database } = await open();
    for (let part = 0; part < 5; part++)
      await run(sync(store, { dataset: shortVolume, codes, clients, concurrency: 1 }), 2);
    const last = await run(sync(store, { dataset: shortVolume, codes, clients }));
    expect(last).toMatchObject({ codes: 3, done: 3 });
    const [counted] = await database.all("SELECT CAST(count(*) AS TEXT) AS rows FROM short_volume");
    expect(counted).toEqual({ rows: "690" });
    // A page that was under way when the loop was left is asked for again.
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBeLessThanOrEqual(15 + 5);
  });

  it("stops at the first day that is wanted, and goes further back when more is wanted", async () => {
    const gateway = await startSim();
    const clients = [await connectTo(gateway)];
    const { store, database } = await open();
    await run(sync(store, { dataset: shortVolume, codes: ["HK.00700"], clients, since: "2026-03-01" }));
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(1);
    await run(sync(store, { dataset: shortVolume, codes: ["HK.00700"], clients }));
    const [counted] = await database.all("SELECT CAST(count(*) AS TEXT) AS rows FROM short_volume");
    expect(counted).toEqual({ rows: "230" });
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(1 + 1 + 4);
  });

  it("records securities that the gateway refuses, and goes on without them", async () => {
    const refusing = handle(Qot_GetDailyShortVolume, ({ security }) => {
      if (security.code === "09988") return refuse("unknown stock");
      return { hkItemList: [], usItemList: [], nextKey: "-1" };
    });
    const gateway = await startSim({ handlers: [refusing] });
    const clients = [await connectTo(gateway)];
    const { store } = await open();
    expect(await run(sync(store, { dataset: shortVolume, codes, clients }))).toMatchObject({ done: 2, failed: 1 });
    const [status] = await store.status();
    expect(status).toMatchObject({ codes: 3, done: 2, failed: 1 });
    expect(status?.failures).toMatchObject([{ subject: "HK.09988", code: "UnknownSecurity" }]);
    expect(status?.failures[0]?.message).toContain("unknown stock");
  });

  it("survives dropped connections", async () => {
    const gateway = await startSim({ faults: [dropConnection({ after: 4, times: 3 })] });
    const clients = [await connectTo(gateway)];
    const { store } = await open();
    expect(await run(sync(store, { dataset: shortVolume, codes, clients }))).toMatchObject({ done: 3, rows: 690 });
  });

  it("ends with Aborted, and keeps what was committed", async () => {
    const gateway = await startSim();
    const clients = [await connectTo(gateway)];
    const { store } = await open();
    const stop = new AbortController();
    const running = sync(store, { dataset: shortVolume, codes, clients, signal: stop.signal });
    await expect(async () => {
      for await (const { pages } of running) if (pages === 3) stop.abort();
    }).rejects.toMatchObject({ code: "Aborted" });
    const [status] = await store.status();
    expect(status?.rows).toBeGreaterThanOrEqual(150);
    expect(status?.endedAt).toBeUndefined();
  });

  it.each([
    [shortInterest, walkShortInterest],
    [rehab, walkRehab],
  ] as const)("keeps $name as the gateway has it", async (dataset, walk) => {
    const gateway = await startSim();
    const client = await connectTo(gateway);
    const { store, database } = await open();
    for (let evening = 0; evening < 2; evening++) await run(sync(store, { dataset, codes, clients: [client] }));
    const kept = await database.all(`SELECT code, CAST(day AS TEXT) AS day FROM ${dataset.name} ORDER BY code, day`);
    const expected: object[] = [];
    for (const code of codes) for await (const { day } of walk(client, code)) expected.push({ code, day });
    expect(kept).toEqual(expected.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)));
  });

  it("keeps candles by days, and asks only for what is missing", async () => {
    const gateway = await startSim();
    const client = await connectTo(gateway);
    const { store, database } = await open();
    const dataset = candlesOf("day");
    const now = () => new Date("2026-05-08T12:00:00Z");
    const some = { dataset, codes: ["HK.00700"], clients: [client], now };
    await run(sync(store, { ...some, since: "2026-03-01" }));
    await run(sync(store, { ...some, since: "2026-01-01" }));
    const kept = await database.all(
      "SELECT CAST(day AS TEXT) AS day, CAST(close AS TEXT) AS close FROM candles_day ORDER BY day",
    );
    const choice = { adjust: "none", since: "2026-01-01", until: "2026-05-08" } as const;
    const expected = await candles(client, "HK.00700", choice).toArray({ limit: 1000 });
    expect(kept.map(({ day, close }) => [day, Number(close)])).toEqual(expected.map(({ day, close }) => [day, close]));
    const states = await store.statesOf(dataset);
    expect(states.get("HK.00700")?.coverage).toEqual([{ since: "2026-01-01", until: "2026-05-08" }]);
  });
});

describe("a kept place that the gateway no longer knows", () => {
  it("begins the walk again with the newest day, and loses nothing", async () => {
    const gateway = await startSim();
    const clients = [await connectTo(gateway)];
    const { store, database } = await openArchive();
    const some = { dataset: shortVolume, codes: ["HK.00700"], clients, concurrency: 1 };
    await run(sync(store, some), 3);
    const state = await store.stateOf(shortVolume, "HK.00700");
    expect(state.coverage[0]?.cursor).toBeDefined();
    const coverage = state.coverage.map((interval) => ({ ...interval, cursor: "12345" }));
    await store.commit(shortVolume, { subject: "HK.00700", rows: [], state: { ...state, coverage } });
    expect(await run(sync(store, some))).toMatchObject({ done: 1, failed: 0 });
    const [counted] = await database.all("SELECT CAST(count(*) AS TEXT) AS rows FROM short_volume");
    expect(counted).toEqual({ rows: "230" });
    expect((await store.stateOf(shortVolume, "HK.00700")).coverage).toHaveLength(1);
  });
});

describe("a security that comes no further", () => {
  it("counts as failed after some tries, which wait longer each time", { timeout: 30_000 }, async () => {
    let nowMs = Date.parse("2026-05-08T10:00:00Z");
    // Each look at the clock finds it a second later.
    const now = () => {
      nowMs += 1000;
      return new Date(nowMs);
    };
    const gateway = await startSim({ faults: [stallReplies({ protocol: Qot_GetDailyShortVolume })] });
    const clients = [await connectTo(gateway, { timeoutMs: 20 })];
    const { store } = await openArchive(":memory:", now);
    const some = { dataset: shortVolume, codes: ["HK.00700"], clients, concurrency: 1, now };
    expect(await run(sync(store, some))).toMatchObject({ done: 0, failed: 1 });
    const [status] = await store.status();
    expect(status?.failures).toMatchObject([{ subject: "HK.00700", code: "Timeout" }]);
  });
});
