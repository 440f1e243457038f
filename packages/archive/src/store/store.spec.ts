import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { forkPeer } from "@opend/test-kit/fork-peer";
import { tempFolder } from "@opend/test-kit/temp-folder";
import { describe, expect, it } from "vitest";
import type { PeerSettings } from "../../peers/sync-codes.js";
import type { Dataset, DatasetRow } from "../datasets/dataset.js";
import { rehab } from "../datasets/rehab.js";
import { securities } from "../datasets/securities.js";
import { shortVolume } from "../datasets/short-volume.js";
import { makePrivateFile } from "../sql/duckdb/private-files.js";
import { useDatabases } from "../testing/databases.js";
import { openArchive, startSim } from "../testing/open-archive.js";
import { openStore } from "./open-store.js";

const peer = new URL("../../peers/sync-codes.ts", import.meta.url);
const databases = useDatabases();
const at = "2026-05-08T10:00:00.000Z";
const rowOf = (code: string, day: string, volume: bigint): DatasetRow => ({ code, day, shortVolume: volume, volume });

describe.each(["DuckDB", "PostgreSQL"] as const)("a store in %s", (kind) => {
  const open = async () => openArchive(await databases.create(kind));
  const keep = (store: Awaited<ReturnType<typeof open>>["store"], rows: readonly DatasetRow[], historyAt?: string) =>
    store.commit(shortVolume, { subject: "HK.00700", rows, state: { coverage: [] }, historyAt });

  it("keeps the rows that changed, and when, if asked to", async () => {
    const { store, database } = await open();
    await store.prepare(shortVolume, { keepsHistory: true });
    expect(await keep(store, [rowOf("HK.00700", "2026-05-07", 1n), rowOf("HK.00700", "2026-05-08", 2n)], at)).toBe(2);
    expect(await keep(store, [rowOf("HK.00700", "2026-05-07", 1n), rowOf("HK.00700", "2026-05-08", 3n)], at)).toBe(1);
    const old = await database.all(
      "SELECT CAST(day AS TEXT) AS day, CAST(volume AS TEXT) AS volume FROM short_volume_history",
    );
    expect(old).toEqual([{ day: "2026-05-08", volume: "2" }]);
    const now = await database.all("SELECT CAST(volume AS TEXT) AS volume FROM short_volume ORDER BY day");
    expect(now).toEqual([{ volume: "1" }, { volume: "3" }]);
  });

  it.each([
    "null",
    "{}",
    "5",
    '"x"',
    "[null]",
    "[1]",
    "[[1]]",
    '[{"since":"x","until":"y"}]',
    '[{"since":"2026-01-01"}]',
  ])("that was edited is refused in one line: %s", async (coverage) => {
    const { store, database } = await open();
    await store.prepare(shortVolume);
    await keep(store, []);
    await database.run("UPDATE opend_subjects SET coverage = $1", [coverage]);
    const error = {
      code: "StoreFailed",
      message: expect.stringContaining('what opend_subjects has as the coverage of "HK.00700" is none'),
    };
    await expect(store.statesOf(shortVolume)).rejects.toMatchObject(error);
    await expect(store.stateOf(shortVolume, "HK.00700")).rejects.toMatchObject(error);
  });

  it("adds the columns of corporate actions to a table made before there were any", async () => {
    const { store, database } = await open();
    const factors = { forwardFactorA: 1, forwardFactorB: 0, backwardFactorA: 1, backwardFactorB: 0 };
    const row = (day: string): DatasetRow => ({ code: "HK.00700", day, actions: ["Join"], ...factors });
    const later = /^(?:join|bonus|transfer|allot|offering|spinOff)/;
    const older: Dataset = { ...rehab, columns: rehab.columns.filter(({ name }) => !later.test(name)) };
    await store.prepare(older);
    const subject = { subject: "HK.00700", state: { coverage: [] } };
    await store.commit(older, { ...subject, rows: [row("2025-05-08")] });
    await store.prepare(rehab);
    const action = {
      ...row("2026-05-08"),
      joinFrom: 50,
      joinTo: 1,
      spinOffFrom: 20,
      spinOffShares: 1.5,
      allotPrice: 5.5,
    };
    await store.commit(rehab, { ...subject, rows: [row("2025-05-08"), action] });
    const sql = `SELECT join_from, join_to, spin_off_shares, allot_price FROM rehab ORDER BY day`;
    const rows = (await database.all(sql)).map((kept) => Object.values(kept).map((value) => value && Number(value)));
    expect(rows).toEqual([
      [null, null, null, null],
      [50, 1, 1.5, 5.5],
    ]);
  });

  it("joins the names of securities in a view, also after a column was added", async () => {
    const { store, database } = await open();
    const older: Dataset = { ...shortVolume, columns: shortVolume.columns.filter(({ name }) => name !== "close") };
    await store.prepare(older);
    await store.prepare(shortVolume);
    await keep(store, [rowOf("HK.00700", "2026-05-08", 2n), rowOf("HK.99999", "2026-05-08", 2n)]);
    await store.commit(securities, {
      subject: "HK",
      rows: [{ code: "HK.00700", name: "TENCENT", market: "HK", day: "" }],
      state: { coverage: [] },
    });
    const named = await database.all("SELECT code, name FROM short_volume_named ORDER BY code");
    expect(named).toEqual([
      { code: "HK.00700", name: "TENCENT" },
      { code: "HK.99999", name: null },
    ]);
    expect(await store.codesOf("HK", shortVolume)).toEqual(["HK.00700"]);
  });

  it("says of a value that does not fit which one it is", async () => {
    const { store } = await open();
    await store.prepare(shortVolume);
    const rows = [{ code: "HK.00700", day: "soon" }];
    await expect(keep(store, rows)).rejects.toMatchObject({
      code: "RowDoesNotFit",
      message: expect.stringContaining('day is "soon"'),
    });
  });

  it("refuses a database of another version, and says what to do", async () => {
    const location = await databases.create(kind);
    const { store, database } = await openArchive(location);
    await database.run("UPDATE opend_archive SET version = 99");
    await store.close();
    await expect(openStore(location)).rejects.toMatchObject({
      code: "StoreVersion",
      found: 99,
      message: expect.stringContaining("Install the version of @opend/archive that made it"),
    });
  });
});

describe("a place that is no archive", () => {
  it.each([
    ["", "InvalidOption", "is not a database"],
    ["mysql://user:secret@host/database", "InvalidOption", "is not a database"],
    ["/nowhere/at/all.duckdb", "StoreUnavailable", "No such file or directory"],
    ["postgres://user:secret@127.0.0.1:1/database", "StoreUnavailable", "ECONNREFUSED"],
  ])("%j is refused in one line", async (location, code, text) => {
    const error = await openStore(location).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code, message: expect.stringContaining(text) });
    expect(String(error)).not.toMatch(/\n|secret/);
  });

  it("is not made where it must be there", async () => {
    const file = join(await tempFolder({}), "mistyped.duckdb");
    await expect(openStore(file, { readOnly: true })).rejects.toMatchObject({
      code: "StoreUnavailable",
      message: `there is no ${file}`,
    });
    expect(existsSync(file)).toBe(false);
    const empty = await databases.create("PostgreSQL");
    await expect(openStore(empty, { readOnly: true })).rejects.toMatchObject({
      code: "StoreUnavailable",
      message: expect.stringContaining("is no archive yet"),
    });
  });

  it("a file of something else is refused", async () => {
    const file = join(await tempFolder({}), "notes.txt");
    await writeFile(file, "no database");
    await expect(openStore(file)).rejects.toMatchObject({ code: "StoreUnavailable" });
  });
});

describe("a DuckDB file", () => {
  const modes = async (folder: string) => {
    const names = (await readdir(folder)).toSorted();
    return await Promise.all(names.map(async (name) => [name, (await stat(join(folder, name))).mode & 0o777]));
  };

  it("is made so that only its user can read it, and what was written last too", async () => {
    const folder = await tempFolder({});
    const location = join(folder, "own.duckdb");
    const { store, database } = await openArchive(location);
    const own = [
      ["own.duckdb", 0o600],
      ["own.duckdb.sock", 0o600],
      ["own.duckdb.wal", 0o600],
    ];
    expect(await modes(folder)).toEqual(own);
    await store.prepare(shortVolume);
    for (const part of [1n, 2n, 3n]) {
      await store.commit(shortVolume, {
        subject: "HK.00700",
        rows: [rowOf("HK.00700", "2026-05-08", part)],
        state: { coverage: [] },
      });
      expect(await modes(folder)).toEqual(own);
      // DuckDB does this by itself once enough was written.
      await database.run("CHECKPOINT");
    }
    await store.close();
    expect(await modes(folder)).toEqual([["own.duckdb", 0o600]]);
  });

  it("that its user lets others read stays as it is", async () => {
    const folder = await tempFolder({});
    const location = join(folder, "own.duckdb");
    await (await openStore(location)).close();
    await chmod(location, 0o640);
    const store = await openStore(location);
    await store.prepare(shortVolume);
    expect(await modes(folder)).toEqual([
      ["own.duckdb", 0o640],
      ["own.duckdb.sock", 0o600],
      ["own.duckdb.wal", 0o640],
    ]);
    await store.close();
  });

  it("is made by one of several that open it at once", async () => {
    const folder = await tempFolder({});
    const location = join(folder, "own.duckdb");
    await Promise.all([makePrivateFile(location), makePrivateFile(location), makePrivateFile(location)]);
    expect(await modes(folder)).toEqual([["own.duckdb", 0o600]]);
  });

  it("that another process has open is refused, with the number of that process", async () => {
    const gateway = await startSim();
    const location = await databases.create("DuckDB");
    const settings: PeerSettings = { location, url: gateway.tcpUrl ?? "", codes: ["HK.00700", "HK.09988"] };
    const other = forkPeer(peer, settings);
    await other.next();
    process.kill(other.pid, "SIGSTOP");
    await expect(openStore(location)).rejects.toMatchObject({
      code: "StoreUnavailable",
      message: expect.stringMatching(new RegExp(`another process, number ${other.pid}, has it open`)),
    });
  });

  it("on a disk that is full ends the run in one line, and keeps what was committed", { timeout: 30_000 }, async () => {
    const gateway = await startSim();
    const location = await databases.create("DuckDB");
    const codes = Array.from({ length: 60 }, (_, index) => `HK.${String(index + 1).padStart(5, "0")}`);
    const settings: PeerSettings = { location, url: gateway.tcpUrl ?? "", codes };
    // No file may grow beyond 512 KiB, which fails like a full disk.
    const script = `ulimit -f 512; exec "${process.execPath}" "${fileURLToPath(peer)}"`;
    const child = spawn("bash", ["-c", script], {
      env: { ...process.env, OPEND_PEER_SETTINGS: JSON.stringify(settings) },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk;
    });
    const [code] = await once(child, "close");
    expect(code).toBe(1);
    expect(stderr).toContain("File too large. What was committed before is kept");
    const { store } = await openArchive(location);
    const [status] = await store.status();
    expect(status?.rows).toBeGreaterThan(50);
    expect(status?.rows).toBeLessThan(60 * 230);
  });
});

describe("tables and their columns", () => {
  it("have comments in both databases", async () => {
    const duck = await openArchive(await databases.create("DuckDB"));
    await duck.store.prepare(shortVolume);
    const ofDuck = await duck.database.all(
      "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'short_volume' ORDER BY column_index",
    );
    const postgres = await openArchive(await databases.create("PostgreSQL"));
    await postgres.store.prepare(shortVolume);
    const ofPostgres = await postgres.database.all(
      `SELECT column_name, col_description('short_volume'::regclass, ordinal_position) AS comment
      FROM information_schema.columns WHERE table_name = 'short_volume' ORDER BY ordinal_position`,
    );
    expect(ofPostgres).toEqual(ofDuck);
    expect(ofDuck).toHaveLength(shortVolume.columns.length);
    for (const { comment } of ofDuck) expect(comment).toMatch(/\w{3}/);
  });
});
