import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { mkdir, utimes } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Qot_GetDailyShortVolume } from "@opend/core/protocols";
import { forkPeer } from "@opend/test-kit/fork-peer";
import { tempFolder } from "@opend/test-kit/temp-folder";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { PeerSettings as ReaderSettings } from "../../peers/read-archive.js";
import type { PeerSettings } from "../../peers/sync-codes.js";
import { shortVolume } from "../datasets/short-volume.js";
import { sync } from "../engine/sync.js";
import { exportDataset } from "../export/export-dataset.js";
import { dump, useDatabases } from "../testing/databases.js";
import { connectTo, openArchive, startSim } from "../testing/open-archive.js";
import { openStore } from "./open-store.js";

const syncing = new URL("../../peers/sync-codes.ts", import.meta.url);
const reading = new URL("../../peers/read-archive.ts", import.meta.url);
const databases = useDatabases();
const codesOf = (count: number) =>
  Array.from({ length: count }, (_, index) => `HK.${String(index + 1).padStart(5, "0")}`);

/** A process that syncs into a new DuckDB file, a page every 10 ms at most. It has kept some pages. */
async function startSync(count: number, location?: string) {
  const gateway = await startSim();
  gateway.inject({
    name: "slow",
    limits: { protocol: Qot_GetDailyShortVolume },
    begin: () => ({ onFrame: (frame, next) => void setTimeout(() => next(frame), 10) }),
  });
  const file = location ?? (await databases.create("DuckDB"));
  const settings: PeerSettings = { location: file, url: gateway.tcpUrl ?? "", codes: codesOf(count) };
  const writer = forkPeer(syncing, settings);
  for (let step = 0; step < 8; step++) await writer.next();
  return { location: file, writer };
}

const finish = async (writer: ReturnType<typeof forkPeer>) => {
  while ((await writer.next()) !== "done");
  await writer.exit;
};
const leftBeside = (location: string) =>
  readdirSync(dirname(location)).filter((name) => name !== basename(location) && !name.endsWith(".wal"));
const openReader = async (location: string) => {
  const store = await openStore(location, { readOnly: true });
  onTestFinished(() => store.close());
  return store;
};

describe("a DuckDB file that another process syncs into", { timeout: 60_000 }, () => {
  it("shows its status, and is exported as it is at one moment, by several at once", async () => {
    const { location, writer } = await startSync(60);
    const store = await openReader(location);
    const before = (await store.status())[0];
    expect(before).toMatchObject({ codes: 60, failed: 0 });
    expect(before?.waiting).toBeGreaterThan(0);
    await using snapshot = await store.snapshot(shortVolume);
    const [folder = ""] = leftBeside(location).filter((name) => name.includes(".reading-"));
    expect(statSync(join(dirname(location), folder)).mode & 0o777).toBe(0o700);
    expect(statSync(`${location}.sock`).mode & 0o777).toBe(0o600);
    const out = await tempFolder({});
    const exports = ["a.csv", "b.csv", "parts/"].map(async (name) => {
      const one = await openReader(location);
      return await exportDataset(one, { dataset: shortVolume, out: join(out, name), since: "2026-01-01" });
    });
    const sums = (await Promise.all(exports)).map(({ rows }) => rows);
    expect(readFileSync(join(out, "a.csv"), "utf8").trimEnd().split("\n")).toHaveLength((sums[0] ?? 0) + 1);
    while (((await store.status())[0]?.rows ?? 0) <= (before?.rows ?? 0)) await sleep(10);
    let rows = 0;
    for await (const some of snapshot.rows()) rows += some.length;
    expect(rows % 10).toBe(0);
    expect(rows).toBeGreaterThanOrEqual(before?.rows ?? 0);
    expect(rows).toBeLessThan((await store.status())[0]?.rows ?? 0);
    await finish(writer);
    expect((await store.status())[0]).toMatchObject({ done: 60, waiting: 0, rows: 60 * 230 });
    await snapshot[Symbol.asyncDispose]();
    expect(leftBeside(location)).toEqual([]);
  });

  it("is synced in peace when its readers are killed", async () => {
    const { location, writer } = await startSync(80);
    const settings: ReaderSettings = { location };
    for (let killed = 0; killed < 6; killed++) {
      const reader = forkPeer(reading, settings);
      expect(await reader.next()).toBeGreaterThan(0);
      await sleep(Math.random() * 60);
      await reader.stop();
    }
    await finish(writer);
    expect(leftBeside(location)).toEqual([]);
    const calm = await startSync(80);
    await finish(calm.writer);
    expect(await dump(location, shortVolume)).toEqual(await dump(calm.location, shortVolume));
  });

  it("is read on when that process ends, or is killed", async () => {
    const location = await databases.create("DuckDB");
    const reader = { store: undefined as Awaited<ReturnType<typeof openReader>> | undefined };
    let statuses = 0;
    let isOver = false;
    const read = async () => {
      while (!isOver) {
        reader.store ??= existsSync(location) ? await openReader(location).catch(() => undefined) : undefined;
        if (reader.store === undefined) await sleep(5);
        else {
          await reader.store.status();
          await using snapshot = await reader.store.snapshot(shortVolume).catch(() => undefined);
          if (snapshot) for await (const _rows of snapshot.rows());
          statuses++;
        }
      }
    };
    const running = read();
    for (let round = 0; round < 4; round++) {
      const { writer } = await startSync(20, location);
      if (round < 3) await writer.stop();
      else await finish(writer);
      const before = statuses;
      while (statuses < before + 3) await sleep(5);
    }
    isOver = true;
    await running;
    expect((await reader.store?.status())?.[0]).toMatchObject({ done: 20, rows: 20 * 230 });
  });

  it("is refused in one line when that process does not answer", async () => {
    const { location, writer } = await startSync(60);
    process.kill(writer.pid, "SIGSTOP");
    await expect(openStore(location, { readOnly: true })).rejects.toMatchObject({
      code: "StoreUnavailable",
      message: expect.stringMatching(new RegExp(`another process, number ${writer.pid}, has it open`)),
    });
  });

  it("is refused as before where its path is too long for a socket", async () => {
    const folder = join(await tempFolder({}), "long".repeat(30));
    await mkdir(folder);
    const { location, writer } = await startSync(60, join(folder, "shorts.duckdb"));
    await expect(openStore(location, { readOnly: true })).rejects.toMatchObject({
      message: expect.stringContaining(`number ${writer.pid}, has it open`),
    });
  });
});

describe("a DuckDB file that is open in this process", { timeout: 30_000 }, () => {
  it("is read and written by others of this process, and stays locked for other processes", async () => {
    const location = await databases.create("DuckDB");
    const { store } = await openArchive(location);
    const clients = [await connectTo(await startSim({ tradingDays: 20 }))];
    const reader = await openReader(location).catch((error: unknown) => error);
    expect(reader).not.toBeInstanceOf(Error);
    const { store: other } = await openArchive(location);
    for await (const _progress of sync(other, { dataset: shortVolume, codes: codesOf(2), clients }));
    expect((await store.status())[0]).toMatchObject({ done: 2, rows: 40 });
    await other.close();
    const late = await openReader(location);
    expect((await late.status())[0]).toMatchObject({ done: 2, rows: 40 });
    await late.close();
    const settings: PeerSettings = { location, url: "tcp://127.0.0.1:1", codes: codesOf(1) };
    const gateway = await startSim();
    const { stderr } = await forkPeer(syncing, { ...settings, url: gateway.tcpUrl ?? "" }).exit;
    expect(stderr).toContain(`another process, number ${process.pid}, has it open`);
  });

  it("refuses to be changed by who only reads", async () => {
    const location = await databases.create("DuckDB");
    const { store } = await openArchive(location);
    await store.close();
    const reader = await openReader(location);
    await expect(reader.prepare(shortVolume)).rejects.toMatchObject({
      code: "StoreFailed",
      message: expect.stringContaining("opened only for reading"),
    });
  });

  it("is copied elsewhere when there can be no copy beside it", async () => {
    // As in a folder that nobody may write: no name that is longer fits there.
    const location = join(await tempFolder({}), `${"a".repeat(240)}.duckdb`);
    const temporary = await tempFolder({});
    vi.stubEnv("TMPDIR", temporary);
    onTestFinished(() => void vi.unstubAllEnvs());
    const { store } = await openArchive(location);
    await store.prepare(shortVolume);
    await store.close();
    const reader = await openReader(location);
    const snapshot = await reader.snapshot(shortVolume);
    const [folder = "", ...others] = readdirSync(temporary);
    expect(others).toEqual([]);
    expect(statSync(join(temporary, folder)).mode & 0o777).toBe(0o700);
    for await (const _rows of snapshot.rows());
    await snapshot[Symbol.asyncDispose]();
    expect(readdirSync(temporary)).toEqual([]);
    vi.stubEnv("TMPDIR", join(temporary, "none"));
    await expect(reader.snapshot(shortVolume)).rejects.toMatchObject({
      code: "StoreFailed",
      message: expect.stringContaining(`has no room beside it, nor in ${join(temporary, "none")}: ENOENT`),
    });
  });

  it("loses copies that nobody removed after a day", async () => {
    const location = await databases.create("DuckDB");
    const { store } = await openArchive(location);
    await store.prepare(shortVolume);
    await store.close();
    for (const [name, days] of [
      ["old", 2],
      ["new", 0],
    ] as const) {
      await mkdir(`${location}.reading-${name}`);
      const at = Date.now() / 1000 - days * 86_400;
      await utimes(`${location}.reading-${name}`, at, at);
    }
    const reader = await openReader(location);
    await using _snapshot = await reader.snapshot(shortVolume);
    expect(leftBeside(location)).toContain(`${basename(location)}.reading-new`);
    expect(leftBeside(location)).not.toContain(`${basename(location)}.reading-old`);
  });
});
