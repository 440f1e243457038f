import { Qot_GetDailyShortVolume, Qot_RequestHistoryKL } from "@opend/core/protocols";
import { handle, refuse } from "@opend/sim";
import { describe, expect, it, vi } from "vitest";
import { candlesOf } from "../datasets/candles.js";
import { shortVolume } from "../datasets/short-volume.js";
import { useDatabases } from "../testing/databases.js";
import { connectTo, openArchive, startSim } from "../testing/open-archive.js";
import { sync } from "./sync.js";
import { work } from "./work.js";

const databases = useDatabases();
const codes = Array.from({ length: 8 }, (_, index) => `HK.${String(index + 1).padStart(5, "0")}`);
const noRows = { hkItemList: [], usItemList: [], nextKey: "-1" };

/** A gateway that refuses the requests with these numbers, beginning with 0. */
async function startRefusing(text: string, refused: (request: number, code: string) => boolean) {
  let requests = 0;
  const gateway = await startSim({
    handlers: [
      handle(Qot_GetDailyShortVolume, ({ security }) => (refused(requests++, security.code) ? refuse(text) : noRows)),
      handle(Qot_RequestHistoryKL, ({ security }) =>
        refused(requests++, security.code) ? refuse(text) : { security, klList: [] },
      ),
    ],
  });
  return { gateway, client: await connectTo(gateway) };
}

async function run(progress: ReturnType<typeof sync>) {
  let last: unknown;
  for await (const one of progress) last = one;
  return last;
}

describe.each([
  "Get Daily Short Volume request failed due to high frequency. Maximum 30 times per 1 seconds.",
  "获取每日卖空数据频率太高，请求失败，每1秒最多30次。",
  "NN_ProtoRet_TimeOut",
  "网络中断",
])("a gateway that says %s", (text) => {
  it("is asked again, and no security counts as failed", { timeout: 30_000 }, async () => {
    const { client } = await startRefusing(text, (request) => request >= 3 && request < 6);
    const { store } = await openArchive();
    expect(await run(sync(store, { dataset: shortVolume, codes, clients: [client] }))).toMatchObject({
      codes: 8,
      done: 8,
      failed: 0,
    });
    expect(await store.subjects()).toMatchObject([{ done: 8, failed: 0 }]);
  });
});

describe.each(["DuckDB", "PostgreSQL"] as const)("a quota that is used up, into %s", (kind) => {
  it.each([
    ["Insufficient historical candlestick quota. The quota will be released after 7 days.", "7 days"],
    ["历史K线额度不足，请求失败（已用正股额度：100/100，期权额度：0/20）。额度会在7天后全部释放。", "7 days"],
  ])("ends its dataset for the run, says so once, and leaves the rest as it is: %s", async (text, says) => {
    const { client, gateway } = await startRefusing(text, (request) => request >= 3);
    const { store } = await openArchive(await databases.create(kind));
    const dataset = candlesOf("day");
    const some = { dataset, codes, clients: [client], concurrency: 1, since: "2026-05-01" };
    const last = await run(sync(store, some));
    expect(last).toMatchObject({ codes: 8, done: 3, failed: 0 });
    expect(last).toMatchObject({ troubles: [expect.stringMatching(`gives no more of candles_day: .*${says}`)] });
    expect(gateway.requestCount(Qot_RequestHistoryKL)).toBe(4);
    const [status] = await store.status();
    expect(status).toMatchObject({ done: 3, failed: 0, begun: 0, waiting: 5, endedAt: undefined });
    // Another dataset is another quota, and another gateway another account.
    expect(
      await run(sync(store, { ...some, dataset: shortVolume, clients: [await connectTo(await startSim())] })),
    ).toMatchObject({ done: 8 });
    const other = await connectTo(await startSim());
    expect(await run(sync(store, { ...some, clients: [client, other] }))).toMatchObject({ done: 8, failed: 0 });
  });
});

it("a worker continues with other datasets, and sees an hour later whether a quota is whole again", async () => {
  const text = "Insufficient historical candlestick quota. The quota will be released after 7 days.";
  let isWhole = false;
  const { client, gateway } = await startRefusing(text, () => !isWhole);
  const { store, database } = await openArchive(await databases.create("PostgreSQL"));
  const day = candlesOf("day");
  await store.prepare(day);
  let nowMs = Date.parse("2026-05-08T10:00:00Z");
  const { beganAt } = await store.beginRun(day, new Date(nowMs), 0);
  const { openBossQueue } = await import("../queue/boss-queue.js");
  const queue = await openBossQueue(database as Parameters<typeof openBossQueue>[0], {});
  const jobOf = (dataset: string, subject: string) => ({ dataset, subject, runBeganAt: beganAt });
  await queue.add(codes.map((code) => jobOf("candles_day", code)));
  const stop = new AbortController();
  let done = 0;
  let troubles: readonly string[] = [];
  const working = (async () => {
    const options = { clients: [client], concurrency: 1, signal: stop.signal, now: () => new Date(nowMs) };
    for await (const one of work(store, options)) ({ done, troubles } = one);
  })();
  await vi.waitFor(() => expect(troubles).toHaveLength(1), { timeout: 10_000 });
  expect(gateway.requestCount(Qot_RequestHistoryKL)).toBe(1);
  isWhole = true;
  await store.prepare(shortVolume);
  await queue.add(codes.map((code) => jobOf("short_volume", code)));
  await vi.waitFor(() => expect(done).toBe(8), { timeout: 10_000 });
  nowMs += 3_600_000;
  await vi.waitFor(() => expect(done).toBe(16), { timeout: 10_000 });
  stop.abort();
  await expect(working).rejects.toMatchObject({ code: "Aborted" });
  await queue.close();
}, 40_000);

it("a security that the gateway does not know fails alone, with its code", async () => {
  const { client } = await startRefusing("未知股票 00002", (_, code) => code === "00002");
  const { store } = await openArchive();
  expect(await run(sync(store, { dataset: shortVolume, codes, clients: [client] }))).toMatchObject({
    done: 7,
    failed: 1,
  });
  const [status] = await store.status();
  expect(status?.failures).toMatchObject([{ subject: "HK.00002", code: "UnknownSecurity" }]);
});
