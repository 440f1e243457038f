import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { tempFolder } from "@opend/test-kit/temp-folder";
import { describe, expect, it } from "vitest";
import { fills, orders } from "../datasets/account-history.js";
import { rehab } from "../datasets/rehab.js";
import { shortVolume } from "../datasets/short-volume.js";
import { tradingDays } from "../datasets/trading-days.js";
import { sync } from "../engine/sync.js";
import { useDatabases } from "../testing/databases.js";
import { connectTo, openArchive, startSim } from "../testing/open-archive.js";
import { exportDataset } from "./export-dataset.js";

const databases = useDatabases();
const codes = ["HK.00700", "HK.09988", "US.AAPL", "US.MSFT"];

async function synced(kind: "DuckDB" | "PostgreSQL") {
  const { store } = await openArchive(await databases.create(kind));
  const clients = [await connectTo(await startSim())];
  for (const dataset of [shortVolume, rehab]) for await (const _progress of sync(store, { dataset, codes, clients }));
  return store;
}

/** Runs a query in DuckDB. */
async function query(sql: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(sql);
  const rows = reader.getRowObjectsJS();
  connection.closeSync();
  instance.closeSync();
  return rows;
}

describe("an export", () => {
  it.each([shortVolume, rehab])(
    "of $name is equal from DuckDB and from PostgreSQL",
    { timeout: 30_000 },
    async (dataset) => {
      const folder = await tempFolder({});
      const texts: string[] = [];
      for (const kind of ["DuckDB", "PostgreSQL"] as const) {
        const store = await synced(kind);
        const out = join(folder, `${kind}.csv`);
        const { rows } = await exportDataset(store, { dataset, out });
        expect(rows).toBe((await store.status()).find((status) => status.dataset === dataset.name)?.rows);
        texts.push(readFileSync(out, "utf8"));
      }
      expect(texts[0]).toBe(texts[1]);
      expect(texts[0]?.split("\n")[0]).toMatch(/code,.*,simulated$/);
    },
  );

  it.each(["DuckDB", "PostgreSQL"] as const)(
    "from %s into a folder has a Parquet file for each market and year",
    async (kind) => {
      const store = await synced(kind);
      const out = `${await tempFolder({})}/`;
      const { rows, files } = await exportDataset(store, { dataset: shortVolume, out });
      expect(rows).toBe(4 * 230);
      expect(files.map((file) => file.slice(out.length))).toEqual([
        "market=HK/year=2025/short_volume.parquet",
        "market=HK/year=2026/short_volume.parquet",
        "market=US/year=2025/short_volume.parquet",
        "market=US/year=2026/short_volume.parquet",
      ]);
      const [counted] = await query(
        `SELECT count(*) AS rows, count(DISTINCT code) AS codes, min(day) AS first, typeof(min(volume)) AS type,
        bool_and(code LIKE market || '.%' AND extract(year FROM day) = year) AS fits
      FROM read_parquet('${out}**/*.parquet', hive_partitioning = true)`,
      );
      expect(counted).toMatchObject({ rows: 920n, codes: 4n, type: "UBIGINT", fits: true });
      const [note] = await query(
        `SELECT CAST(value AS TEXT) AS value FROM parquet_kv_metadata('${files[0]}') WHERE key = 'simulated'`,
      );
      expect(note).toEqual({ value: "true" });
    },
  );

  it("has only the rows that are asked for", async () => {
    const store = await synced("DuckDB");
    const out = `${await tempFolder({})}/`;
    const some = { dataset: shortVolume, out, since: "2026-01-01", market: "US" };
    const { files } = await exportDataset(store, some);
    expect(files.map((file) => file.slice(out.length))).toEqual(["market=US/year=2026/short_volume.parquet"]);
    expect(existsSync(join(out, "market=US/year=2025"))).toBe(false);
    const file = join(out, "one.ndjson");
    await exportDataset(store, { dataset: shortVolume, out: file, subjects: ["US.AAPL"], until: "2025-12-31" });
    const rows = readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(new Set(rows.map(({ code }) => code))).toEqual(new Set(["US.AAPL"]));
    expect(rows.every(({ day, simulated }) => day <= "2025-12-31" && simulated === true)).toBe(true);
  });

  it("of what is not there says what is", async () => {
    const { store } = await openArchive();
    await expect(exportDataset(store, { dataset: shortVolume, out: "/tmp/never.csv" })).rejects.toMatchObject({
      code: "NotSynced",
      message: ":memory: has no short_volume yet. It is empty",
    });
    expect(existsSync("/tmp/never.csv")).toBe(false);
    await expect(exportDataset(store, { dataset: shortVolume, out: "shorts.xlsx" })).rejects.toMatchObject({
      code: "InvalidOption",
    });
  });

  it("of a code that was never fetched writes nothing, and names it", async () => {
    const store = await synced("DuckDB");
    const out = join(await tempFolder({}), "rows.csv");
    const subjects = ["HK.00700", "HK.00001", "HK.00005"];
    await expect(exportDataset(store, { dataset: shortVolume, out, subjects })).rejects.toMatchObject({
      code: "NotSynced",
      subjects: ["HK.00001", "HK.00005"],
      message: expect.stringContaining(
        " has no short_volume of HK.00001 and 1 more. Sync what is missing, or leave it out.",
      ),
    });
    expect(existsSync(out)).toBe(false);
  });

  it.each(["DuckDB", "PostgreSQL"] as const)(
    "from %s writes nothing outside its folder, whatever the database says",
    async (kind) => {
      const { store, database } = await openArchive(await databases.create(kind));
      const clients = [await connectTo(await startSim())];
      for await (const _progress of sync(store, { dataset: tradingDays, codes: ["HK", "US"], clients }));
      const folder = await tempFolder({});
      const out = join(folder, "inside/");
      for (const market of ["x/../../../outside", "../outside", "/outside", "..", "a/b", "a\\b", "a\nb", " ", ""]) {
        await database.run("UPDATE trading_days SET market = $1 WHERE market <> 'US'", [market]);
        await expect(exportDataset(store, { dataset: tradingDays, out })).rejects.toMatchObject({
          code: "RowDoesNotFit",
          dataset: "trading_days",
          column: "market",
          value: market,
        });
        expect(readdirSync(folder)).toEqual([]);
      }
      const { files } = await exportDataset(store, { dataset: tradingDays, out, market: "US" });
      expect(files.every((file) => file.startsWith(join(out, "market=US")))).toBe(true);
    },
  );

  it("of an account is for its user only, and of a market for all who may read new files", async () => {
    const { store } = await openArchive(await databases.create("DuckDB"));
    const folder = await tempFolder({});
    const modes: number[] = [];
    for (const dataset of [orders, fills, shortVolume]) {
      await store.prepare(dataset);
      const out = join(folder, `${dataset.name}.csv`);
      await exportDataset(store, { dataset, out });
      modes.push(statSync(out).mode & 0o777);
    }
    expect(modes).toEqual([0o600, 0o600, 0o666 & ~process.umask()]);
  });
});
