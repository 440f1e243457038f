import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { TableSettings } from "../../sides/table/trades.ts";
import type { Benchmark } from "../benchmark.ts";
import { measureSides, rateOf, type SideRounds, timeRatio } from "../rounds/measure-sides.ts";
import { requireSameWork, type SideCheck } from "../rounds/require-same-work.ts";

const rows = 20_000;
const formats = ["csv", "json", "ndjson", "parquet", "arrow"] as const;

export const table: Benchmark = {
  name: "table",
  title: `${rows.toLocaleString("en-US")} trades into a file of each format`,
  about: `*opend* is \`writeTable\` with an array of plain values: codes, moments, prices and volumes, eight columns.
*DuckDB* is its \`COPY … TO\` of the same rows on one thread. It is written in C++, and has the rows in memory as
columns of its own, so it is what a database takes to write a file, not to get rows into one. It writes no Arrow
files. Both files are read by DuckDB afterwards, and must have the same rows.`,
  tried: `Moments took a third of the time of a Parquet file with candles. Storing them as differences saved that, and
made the file a quarter smaller. Keeping the day of the last moment saved a little more. What is left is the library's
own work: it looks at each value several times, to find out whether a dictionary pays, for statistics, and to encode
it.`,
  onEveryRuntime: false,
  async measure(runtime, effort) {
    const folder = mkdtempSync(join(tmpdir(), "opend-bench-"));
    const found: { readonly format: string; readonly sides: readonly SideRounds[] }[] = [];
    for (const format of formats) {
      const settingsOf = (side: string): TableSettings => ({ file: join(folder, `${side}.${format}`), format, rows });
      const ours = { side: "opend", program: "table/opend", settings: settingsOf("opend") };
      const theirs = { side: "DuckDB", program: "table/duckdb", settings: settingsOf("duckdb") };
      const isOurs = format === "arrow";
      found.push({ format, sides: await measureSides(runtime, effort, isOurs ? [ours] : [ours, theirs]) });
      if (!isOurs) await requireSameRows([ours.settings.file, theirs.settings.file]);
    }
    rmSync(folder, { recursive: true });
    return {
      measures: found.map(({ format, sides }) => ({
        title: format,
        unit: "rows/s",
        better: "more",
        sides: sides.map(rateOf).map(({ side, value }) => ({ side, value: value * rows })),
      })),
      goals: found.flatMap(({ format, sides }) => {
        if (sides.length === 1) return [];
        const figure = timeRatio(sides, "opend", "DuckDB");
        return [
          { text: `DuckDB's time, ${format}`, figure, unit: "×", bound: { atMost: format === "parquet" ? 10 : 4 } },
        ];
      }),
    };
  },
};

/** @throws when DuckDB reads other rows from one file than from another */
async function requireSameRows(files: readonly string[]): Promise<void> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const checks: SideCheck[] = [];
  for (const file of files) {
    const figures = "count(*), sum(volume), sum(price), max(sequence), count(*) FILTER (isOddLot), max(dir), max(code)";
    const last = 'max(CAST("time" AS TIMESTAMP WITH TIME ZONE))';
    const rows = await connection.runAndReadAll(`SELECT ${figures}, ${last} FROM '${file}'`);
    checks.push({ side: file, check: rows.getRowsJson() });
  }
  connection.closeSync();
  requireSameWork(checks);
}
