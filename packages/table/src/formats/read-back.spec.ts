import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBDateValue, DuckDBInstance, DuckDBTimestampTZValue } from "@duckdb/node-api";
import { findPython } from "@opend/test-kit/programs/find-python";
import { tempFolder } from "@opend/test-kit/temp-folder";
import { type Table, tableFromIPC } from "apache-arrow";
import fc from "fast-check";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import polars from "nodejs-polars";
import { readParquet } from "parquet-wasm";
import { describe, expect, it } from "vitest";
import { GatheringTarget } from "../testing/gathering-target.js";
import { sampleColumns, sampleRow } from "../testing/sample-columns.js";
import { type Sample, samples, sampleTables } from "../testing/sample-rows.js";
import { writeTable } from "../writer/write-table.js";
import type { TableCompression, TableOptions } from "./table-options.js";

const options = { columns: sampleColumns, rowGroupSize: 3 } as const satisfies TableOptions;
const numRuns = 60;

async function bytesOf(rows: readonly object[], more: Partial<TableOptions>): Promise<Uint8Array<ArrayBuffer>> {
  const target = new GatheringTarget();
  await writeTable(target, rows, { ...options, ...more });
  return target.bytes;
}

/** Runs a test on many tables, each in a file. */
async function checkTables(
  name: string,
  more: Partial<TableOptions>,
  check: (path: string, table: readonly Sample[]) => Promise<void>,
  tables = sampleTables,
): Promise<void> {
  const path = join(await tempFolder({}), name);
  await fc.assert(
    fc.asyncProperty(tables, async (table) => {
      await writeTable(
        path,
        table.map(({ row }) => row),
        { ...options, ...more },
      );
      await check(path, table);
    }),
    { numRuns },
  );
}

async function connectDuckDb(): Promise<DuckDBConnection> {
  return (await DuckDBInstance.create(":memory:")).connect();
}

/** Checks that DuckDB reads the cells of a table. */
async function expectInDuckDb(db: DuckDBConnection, path: string, table: readonly Sample[]): Promise<void> {
  const expected = table.map(({ cells: { day, time, ...others } }) => [
    others.code,
    others.volume,
    others.shares,
    others.price,
    others.isOpen,
    day === null ? null : new DuckDBDateValue(day),
    time === null ? null : new DuckDBTimestampTZValue(time),
    others.side,
    others.legs,
  ]);
  expect((await db.runAndReadAll(`select * from '${path}'`)).getRows()).toEqual(expected);
}

/** Returns the cells of each row in order. */
function cellsOf(table: readonly Sample[]): unknown[][] {
  return table.map(({ cells }) => Object.values(cells));
}

/** Returns the cells of each row of an Arrow table. Days and moments are numbers. */
function arrowCells(table: Table): unknown[][] {
  return table.batches.flatMap((batch) =>
    Array.from({ length: batch.numRows }, (_, row) =>
      table.schema.fields.map(({ name }, column) => {
        const vector = batch.getChildAt(column);
        if (vector?.isValid(row) !== true) return null;
        return name === "day" || name === "time" ? vector.data[0]?.values[row] : vector.get(row);
      }),
    ),
  );
}

describe("Parquet", () => {
  it("has the types that DuckDB knows", async () => {
    const path = join(await tempFolder({}), "rows.parquet");
    await writeTable(path, [sampleRow], options);
    const db = await connectDuckDb();
    const described = await db.runAndReadAll(`select column_name, column_type from (describe select * from '${path}')`);
    expect(described.getRows()).toEqual([
      ["code", "VARCHAR"],
      ["volume", "BIGINT"],
      ["shares", "UBIGINT"],
      ["quote.price", "DOUBLE"],
      ["isOpen", "BOOLEAN"],
      ["day", "DATE"],
      ["time", "TIMESTAMP WITH TIME ZONE"],
      ["side", "VARCHAR"],
      ["legs", "VARCHAR"],
    ]);
  });

  const compressions: readonly TableCompression[] = ["snappy", "gzip", "zstd", "none"];
  it.each(compressions)("is read by DuckDB, compressed with %s", async (compression) => {
    const db = await connectDuckDb();
    await checkTables("rows.parquet", { compression }, async (path, table) => {
      await expectInDuckDb(db, path, table);
    });
  });

  it("is read by DuckDB when few values repeat, which takes dictionaries", async () => {
    const db = await connectDuckDb();
    const few = fc.array(samples, { minLength: 2, maxLength: 5 });
    const repeated = few.map((table) => Array.from({ length: 40 }, () => table).flat());
    await checkTables(
      "rows.parquet",
      { rowGroupSize: 100 },
      (path, table) => expectInDuckDb(db, path, table),
      repeated,
    );
  });

  it("tells 0 from -0 when both repeat", async () => {
    const db = await connectDuckDb();
    const path = join(await tempFolder({}), "rows.parquet");
    const prices = Array.from({ length: 200 }, (_, index) => (index % 3 === 0 ? "-0" : 0));
    const rows = prices.map((price) => ({ quote: { price } }));
    await writeTable(path, rows, { columns: sampleColumns });
    const read = (await db.runAndReadAll(`select "quote.price" from '${path}'`)).getRows();
    expect(read).toEqual(prices.map((price) => [price === 0 ? 0 : -0]));
  });

  it("is read by hyparquet", async () => {
    await fc.assert(
      fc.asyncProperty(sampleTables, async (table) => {
        const bytes = await bytesOf(
          table.map(({ row }) => row),
          { format: "parquet" },
        );
        const rows = await parquetReadObjects({
          file: bytes.buffer,
          parsers: { dateFromDays: (value) => value, timestampFromMicroseconds: (value) => value },
        });
        expect(rows.map((row) => Object.values(row))).toEqual(cellsOf(table));
      }),
      { numRuns },
    );
  });

  it("is read by the readers of Rust, with rows and without", async () => {
    const path = join(await tempFolder({}), "rows.parquet");
    const columns = ["code", "volume", "shares", "quote.price", "isOpen", "day", "time", "side", "legs"];
    await fc.assert(
      fc.asyncProperty(sampleTables, async (table) => {
        await writeTable(
          path,
          table.map(({ row }) => row),
          options,
        );
        // As Arrow: the values of both are read by one reader.
        const read = tableFromIPC(readParquet(await readFile(path)).intoIPCStream());
        expect(read.schema.fields.map(({ name }) => name)).toEqual(columns);
        expect(arrowCells(read)).toEqual(cellsOf(table));
        const frame = polars.readParquet(path);
        expect(frame.columns).toEqual(columns);
        const texts = frame.select(...["volume", "shares", "time"].map((name) => polars.col(name).cast(polars.Utf8)));
        expect(frame.height).toBe(table.length);
        expect(texts.rows().map(([volume, shares]) => [volume, shares])).toEqual(
          table.map(({ cells }) => [cells.volume, cells.shares].map((cell) => (cell === null ? null : String(cell)))),
        );
      }),
      { numRuns },
    );
  });

  it.each(["snappy", "none"] as const)("has a schema that every reader reads without rows: %s", async (compression) => {
    const path = join(await tempFolder({}), "rows.parquet");
    const metadata = { note: "\u0016\u0000\u0019\u0000" };
    await writeTable(path, [], { ...options, compression, metadata });
    const bytes = await readFile(path);
    const names = sampleColumns.slice(0, -1).map(({ name }) => name);
    expect(tableFromIPC(readParquet(bytes).intoIPCStream()).schema.fields.map(({ name }) => name)).toEqual(names);
    expect(polars.readParquet(path).columns).toEqual(names);
    const { row_groups, key_value_metadata } = parquetMetadata(new Uint8Array(bytes).buffer);
    expect(row_groups).toEqual([]);
    expect(key_value_metadata).toContainEqual({ key: "note", value: metadata.note });
    const db = await connectDuckDb();
    expect((await db.runAndReadAll(`select * from '${path}'`)).columnNames()).toEqual(names);
  });

  it("tells units, descriptions and the metadata of the file", async () => {
    const metadata = { simulated: "true", source: "Qot_GetTicker" };
    const bytes = await bytesOf([sampleRow], { format: "parquet", metadata });
    const pairs = parquetMetadata(bytes.buffer).key_value_metadata ?? [];
    const texts = Object.fromEntries(pairs.map(({ key, value }) => [key, value]));
    expect(texts).toMatchObject(metadata);
    const columns: unknown = JSON.parse(texts["opend.columns"] ?? "");
    expect(columns).toContainEqual({ name: "quote.price", type: "double", unit: "USD", description: "Price." });
    expect(columns).toHaveLength(9);
  });

  it("keeps the names of enums in a dictionary, and has row groups of the size that was asked for", async () => {
    const bytes = await bytesOf(
      Array.from({ length: 7 }, () => sampleRow),
      { format: "parquet" },
    );
    const groups = parquetMetadata(bytes.buffer).row_groups;
    expect(groups.map(({ num_rows }) => num_rows)).toEqual([3n, 3n, 1n]);
    for (const { columns } of groups) {
      expect(columns[7]?.meta_data?.encodings).toContain("RLE_DICTIONARY");
    }
  });
});

describe("Arrow", () => {
  it("is read by apache-arrow", async () => {
    await fc.assert(
      fc.asyncProperty(sampleTables, async (table) => {
        const bytes = await bytesOf(
          table.map(({ row }) => row),
          { format: "arrow" },
        );
        const read = tableFromIPC(bytes);
        expect(arrowCells(read)).toEqual(cellsOf(table));
      }),
      { numRuns },
    );
  });

  it("tells types, units, descriptions and the metadata of the file", async () => {
    const { schema } = tableFromIPC(await bytesOf([sampleRow], { format: "arrow", metadata: { simulated: "true" } }));
    expect(Object.fromEntries(schema.metadata)).toEqual({ simulated: "true" });
    expect(schema.fields.map(({ name, type, nullable }) => [name, String(type), nullable])).toEqual([
      ["code", "Utf8", true],
      ["volume", "Int64", true],
      ["shares", "Uint64", true],
      ["quote.price", "Float64", true],
      ["isOpen", "Bool", true],
      ["day", "Date32<DAY>", true],
      ["time", "Timestamp<MICROSECOND, UTC>", true],
      ["side", "Dictionary<Int32, Utf8>", true],
      ["legs", "Utf8", true],
    ]);
    expect(Object.fromEntries(schema.fields[3]?.metadata ?? [])).toEqual({ unit: "USD", description: "Price." });
  });

  it("has one dictionary for an enum, whatever numbers came", async () => {
    const rows = ["Sell", 7, "Buy", 8, 7].map((side) => ({ side }));
    const read = tableFromIPC(await bytesOf(rows, { format: "arrow" }));
    expect(read.toArray().map(({ side }) => side)).toEqual(["Sell", "7", "Buy", "8", "7"]);
    const dictionaries = read.batches.map((batch) => [...(batch.getChild("side")?.data[0]?.dictionary ?? [])]);
    for (const dictionary of dictionaries) expect(dictionary).toEqual(["Buy", "Sell", "7", "8"]);
  });
});

/** What a text format has for each cell of a row. */
function textsOf({ row, cells: { volume } }: Sample): (string | null)[] {
  const { code, shares, quote, isOpen, day, time, side, legs } = row;
  const cells = [
    code,
    volume ?? undefined,
    shares,
    quote?.price,
    isOpen,
    day || undefined,
    time || undefined,
    side,
    legs && JSON.stringify(legs),
  ];
  return cells.map((cell) => (cell === undefined ? null : String(cell)));
}

describe("CSV", () => {
  it("is read by DuckDB, which tells empty texts from missing values", async () => {
    const db = await connectDuckDb();
    await checkTables("rows.csv", {}, async (path, table) => {
      const nulls = "allow_quoted_nulls = false";
      const settings = `header = true, all_varchar = true, auto_detect = false, ${nulls}, new_line = '\\n'`;
      const names = sampleColumns.slice(0, -1).map(({ name }) => `'${name}': 'VARCHAR'`);
      const query = `select * from read_csv('${path}', ${settings}, columns = {${names}}, quote = '"', escape = '"')`;
      expect((await db.runAndReadAll(query)).getRows()).toEqual(table.map(textsOf));
    });
  });
});

/** Reads many files in one process, since it takes long to start. */
const readInPython = `
import csv, json, sys
import pandas

def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        if path.endswith(".json"):
            return json.load(file)
        if path.endswith(".ndjson"):
            return [json.loads(line) for line in file.read().split("\\n")[:-1]]
        return [list(csv.reader(file, strict=True)), read_frame(path)]

def read_frame(path):
    # Integers are texts here: pandas reads a column with missing values as doubles.
    types = {"code": str, "volume": str, "shares": str, "isOpen": "boolean"}
    missing = {"isOpen": ""}
    frame = pandas.read_csv(path, dtype=types, keep_default_na=False, na_values=missing)
    return [[None if cell is pandas.NA else cell for cell in frame[name].astype(object)] for name in types]

json.dump([read(path) for path in json.load(open(sys.argv[1]))], sys.stdout)
`;

describe("Python", () => {
  it("reads CSV, JSON and NDJSON, and pandas reads CSV", { timeout: 60_000 }, async () => {
    const folder = await tempFolder({});
    const tables = fc.sample(sampleTables, numRuns);
    const paths: string[] = [];
    for (const [index, table] of tables.entries()) {
      for (const ending of ["csv", "json", "ndjson"]) {
        const path = join(folder, `${index}.${ending}`);
        await writeTable(
          path,
          table.map(({ row }) => row),
          options,
        );
        paths.push(path);
      }
    }
    const list = join(folder, "list");
    await writeFile(list, JSON.stringify(paths));
    const output = execFileSync(findPython("pandas"), ["-c", readInPython, list], { encoding: "utf8" });
    const results: unknown = JSON.parse(output);
    const names = sampleColumns.slice(0, -1).map(({ name }) => name);
    const expected = tables.flatMap((table) => {
      const rows = table.map(({ row: { code, quote, isOpen, day, time, side, legs }, cells: { volume, shares } }) => {
        const [exactVolume, exactShares] = [volume, shares].map((cell) => {
          if (cell === null) return null;
          return Number.isSafeInteger(Number(cell)) ? Number(cell) : String(cell);
        });
        const values = [code, exactVolume, exactShares, quote?.price, isOpen, day || null, time || null, side, legs];
        return Object.fromEntries(names.map((name, index) => [name, values[index] ?? null]));
      });
      const texts = table.map((sample) => textsOf(sample).map((text) => text ?? ""));
      const frame = [
        table.map(({ cells }) => cells.code ?? ""),
        table.map(({ cells }) => String(cells.volume ?? "")),
        table.map(({ cells }) => String(cells.shares ?? "")),
        table.map(({ cells }) => cells.isOpen),
      ];
      return [[[names, ...texts], frame], rows, rows];
    });
    expect(results).toEqual(expected);
  });
});
