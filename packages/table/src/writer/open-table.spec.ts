import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { rejectionOf } from "@opend/test-kit/caught";
import { tempFolder } from "@opend/test-kit/temp-folder";
import { describe, expect, it } from "vitest";
import type { TableColumn } from "../columns/table-column.js";
import { isTableError } from "../errors/table-error.js";
import { type TableFormat, tableFormats } from "../formats/table-format.js";
import type { TableOptions } from "../formats/table-options.js";
import { GatheringTarget } from "../testing/gathering-target.js";
import { sampleColumns, sampleRow } from "../testing/sample-columns.js";
import { openTable } from "./open-table.js";

const columns: readonly TableColumn[] = [
  { name: "code", type: "text", path: ["code"] },
  { name: "price", type: "double", path: ["price"] },
];

/** Writes rows in one call and returns the text. */
async function written(rows: readonly unknown[], options: Partial<TableOptions> = {}): Promise<string> {
  const target = new GatheringTarget();
  const table = await openTable(target, { columns, format: "csv", ...options });
  await table.write(rows);
  await table.finish();
  return target.text;
}

describe("openTable", () => {
  it("writes a file that appears when it is finished", async () => {
    const folder = await tempFolder({});
    const path = join(folder, "rows.csv");
    const table = await openTable(path, { columns });
    await table.write([{ code: "HK.00700", price: 471.4 }]);
    expect(table.rowCount).toBe(1);
    expect(await rejectionOf(readFile(path))).toMatchObject({ code: "ENOENT" });
    expect(await table.finish()).toEqual({ rows: 1, bytes: 26 });
    expect(await readFile(path, "utf8")).toBe("code,price\nHK.00700,471.4\n");
  });

  it("tells the format from the ending, and lets the option win", async () => {
    const folder = await tempFolder({});
    const path = join(folder, "rows.json");
    const table = await openTable(path, { columns, format: "ndjson" });
    await table.write([{ code: "A", price: 1 }]);
    await table.finish();
    expect(await readFile(path, "utf8")).toBe('{"code":"A","price":1}\n');
  });

  it.each(tableFormats)("leaves secrets out of %s", async (format) => {
    const target = new GatheringTarget();
    const table = await openTable(target, { columns: sampleColumns, format });
    await table.write([sampleRow]);
    await table.finish();
    const text = Buffer.from(target.bytes).toString("latin1");
    expect(text).toContain("quote.price");
    expect(text).not.toContain("password");
    expect(text).not.toContain("hunter2");
  });

  const refused: readonly (readonly [string, object, string])[] = [
    ["unknown options, with the nearest", { column: [] }, "openTable has no option column: did you mean columns?"],
    ["no columns", { columns: [] }, "columns is empty"],
    ["a list that is none", { columns: "code" }, "columns is a list of columns, not string"],
    ["only secrets", { columns: [{ ...columns[0], isSecret: true }] }, "all columns are secrets, which no file holds"],
    ["two columns of one name", { columns: [columns[0], columns[0]] }, "two columns are named code"],
    ["a column without a path", { columns: [{ name: "a", type: "text" }] }, "a column has a name, a type and a path"],
    [
      "a type that does not exist",
      { columns: [{ name: "a", type: "date", path: ["a"] }] },
      "the type of column a is text, int64, uint64, double, bool, day, moment, enum, not date",
    ],
    ["a format that does not exist", { format: "parqet" }, "not parqet: did you mean parquet?"],
    ["a compression that does not exist", { compression: "lz4" }, "compression is snappy, gzip, zstd, none, not lz4"],
    ["no rows in a group", { rowGroupSize: 0 }, "rowGroupSize is a number of rows above 0, not 0"],
    ["metadata that are no texts", { metadata: { rows: 5 } }, "metadata is an object of texts"],
    ["escapeFormulas that is no choice", { escapeFormulas: "yes" }, "escapeFormulas is true or false, not yes"],
  ];
  it.each(refused)("refuses %s", async (_what, options, message) => {
    const target = new GatheringTarget();
    const error = await rejectionOf(openTable(target, { columns, format: "csv", ...options }));
    expect(error).toMatchObject({ code: "InvalidOption", message: expect.stringContaining(message) });
    expect(target.chunks).toEqual([]);
  });

  it("refuses an ending that tells no format, and a target without format", async () => {
    expect(await rejectionOf(openTable("rows.xlsx", { columns }))).toMatchObject({
      code: "InvalidOption",
      option: "format",
      message: "the ending of rows.xlsx tells no format: give format as csv, json, ndjson, parquet, arrow",
    });
    expect(await rejectionOf(openTable(new GatheringTarget(), { columns }))).toMatchObject({ option: "format" });
    // @ts-expect-error a target has write
    expect(await rejectionOf(openTable({}, { columns, format: "csv" }))).toMatchObject({ option: "target" });
    expect(await rejectionOf(openTable("", { columns, format: "csv" }))).toMatchObject({ option: "target" });
  });

  it("takes rows that are no messages", async () => {
    expect(await written(["HK", "US"], { columns: [{ name: "market", type: "text", path: [] }] })).toBe(
      "market\nHK\nUS\n",
    );
  });

  it("keeps a row of one missing value", async () => {
    const one: readonly TableColumn[] = [{ name: "code", type: "text", path: ["code"] }];
    expect(await written([{}, { code: "A" }], { columns: one })).toBe('code\n""\nA\n');
  });

  it.each(["csv", "json", "ndjson"] as const)("writes values as they are into %s", async (format) => {
    const rows = [
      { code: "", price: "-0" },
      { code: "08/05/2026", price: Number.NaN },
      { code: 5, price: "n/a" },
      { code: { a: [1] }, price: -0 },
      { code: 12n, price: 7n },
      { code: new Date(0), price: null },
    ];
    expect(await written(rows, { format })).toBe(
      {
        csv: [
          "code,price",
          '"",-0',
          "08/05/2026,NaN",
          "5,n/a",
          '"{""a"":[1]}",-0',
          "12,7",
          "1970-01-01T00:00:00.000Z,",
          "",
        ],
        json: [
          "[",
          '{"code":"","price":"-0"},',
          '{"code":"08/05/2026","price":"NaN"},',
          '{"code":5,"price":"n/a"},',
          '{"code":{"a":[1]},"price":"-0"},',
          '{"code":"12","price":7},',
          '{"code":"1970-01-01T00:00:00.000Z","price":null}',
          "]",
          "",
        ],
        ndjson: [
          '{"code":"","price":"-0"}',
          '{"code":"08/05/2026","price":"NaN"}',
          '{"code":5,"price":"n/a"}',
          '{"code":{"a":[1]},"price":"-0"}',
          '{"code":"12","price":7}',
          '{"code":"1970-01-01T00:00:00.000Z","price":null}',
          "",
        ],
      }[format].join("\n"),
    );
  });

  it("keeps spreadsheets from running texts when asked to", async () => {
    const rows = [
      { code: "=1+1", price: -5 },
      { code: "-HK", price: "-Infinity" },
      { code: "a=b", price: "-0" },
    ];
    expect(await written(rows, { escapeFormulas: true })).toBe("code,price\n'=1+1,-5\n'-HK,-Infinity\na=b,-0\n");
    expect(await written(rows)).toBe("code,price\n=1+1,-5\n-HK,-Infinity\na=b,-0\n");
  });

  it.each([
    ["csv", "code,price\n"],
    ["json", "[]\n"],
    ["ndjson", ""],
  ] as const)("writes %s without rows", async (format, text) => {
    expect(await written([], { format })).toBe(text);
  });

  const misfits: readonly (readonly [TableFormat, TableColumn["type"], unknown])[] = [
    ["parquet", "int64", 1.5],
    ["parquet", "int64", 2 ** 53],
    ["arrow", "int64", "12"],
    ["arrow", "int64", 2n ** 63n],
    ["parquet", "int64", -(2n ** 63n) - 1n],
    ["parquet", "uint64", -1],
    ["arrow", "uint64", 2n ** 64n],
    ["csv", "uint64", -1n],
    ["parquet", "double", "n/a"],
    ["arrow", "double", true],
    ["parquet", "bool", 0],
    ["arrow", "day", "08/05/2026"],
    ["parquet", "day", "2026-02-30"],
    ["parquet", "moment", "2026-05-08T16:08:12"],
    ["arrow", "moment", "1e300"],
    ["arrow", "moment", new Date(Number.NaN)],
    ["parquet", "enum", 1.5],
    ["parquet", "text", () => 1],
    ["csv", "text", Symbol("x")],
    ["csv", "text", { id: 1n }],
    ["csv", "int64", 2n ** 63n],
    ["json", "text", new Date(Number.NaN)],
    ["ndjson", "text", { id: 1n }],
  ];
  it.each(misfits)("says which value does not fit: %s, %s, %s", async (format, type, value) => {
    const target = new GatheringTarget();
    const table = await openTable(target, { columns: [{ name: "x", type, path: ["x"] }], format });
    const good = { text: "a", int64: 1, uint64: 1, double: 1, bool: true, day: "", moment: "", enum: "Buy" }[type];
    const error = await rejectionOf(table.write([{ x: good }, {}, { x: value }]));
    expect(error).toMatchObject({ code: "ValueDoesNotFit", column: "x", row: 3, value });
    expect(error).toHaveProperty("message", expect.stringMatching(/^row 3: x is .+, and the column takes .+/));
  });

  it("counts rows over all writes", async () => {
    const table = await openTable(new GatheringTarget(), { columns, format: "csv" });
    await table.write(Array.from({ length: 2500 }, () => ({ code: "A" })));
    await table.write([{}]);
    expect(table.rowCount).toBe(2501);
    expect(await rejectionOf(table.write([{}, { code: () => 1 }]))).toMatchObject({ row: 2503 });
  });

  it("never completes a table after a write that failed", async () => {
    const folder = await tempFolder({});
    const path = join(folder, "rows.csv");
    const table = await openTable(path, { columns });
    const failure = await rejectionOf(table.write([{ code: () => 1 }]));
    for (const late of [table.write([{ code: "A" }]), table.finish()]) {
      const error = await rejectionOf(late);
      expect(error).toMatchObject({
        code: "TableClosed",
        message: "an earlier write to the table failed",
        cause: failure,
      });
    }
    expect(await rejectionOf(readFile(path))).toMatchObject({ code: "ENOENT" });
    expect(await rejectionOf(readFile(`${path}.part`))).toMatchObject({ code: "ENOENT" });
    await table.discard();
  });

  it("fails calls that did not wait for a write that fails", async () => {
    const table = await openTable(new GatheringTarget(), { columns, format: "csv" });
    const calls = [table.write([{ code: () => 1 }]), table.write([{ code: "B" }]), table.finish()];
    const results = await Promise.allSettled(calls);
    expect(results.map((result) => result.status === "rejected" && result.reason.code)).toEqual([
      "ValueDoesNotFit",
      "TableClosed",
      "TableClosed",
    ]);
  });

  it("refuses calls after the end", async () => {
    const finished = await openTable(new GatheringTarget(), { columns, format: "csv" });
    await finished.finish();
    await finished.discard();
    const discarded = await openTable(new GatheringTarget(), { columns, format: "csv" });
    await discarded.discard();
    for (const [table, state] of [[finished, "finished"] as const, [discarded, "discarded"] as const]) {
      for (const error of [await rejectionOf(table.write([])), await rejectionOf(table.finish())]) {
        if (!isTableError(error, "TableClosed")) throw error;
        expect(error.message).toBe(`the table is ${state}`);
      }
    }
  });

  it("writes in the order of the calls, however slow the target is", async () => {
    const texts: string[] = [];
    const waiting: (() => void)[] = [];
    const target = {
      write: (bytes: Uint8Array) =>
        new Promise<void>((resolve) => {
          texts.push(new TextDecoder().decode(bytes));
          waiting.push(resolve);
        }),
    };
    const table = await openTable(target, { columns: columns.slice(0, 1), format: "csv" });
    const calls = Promise.all([table.write([{ code: "A" }]), table.write([{ code: "B" }]), table.finish()]);
    for (const expected of ["code\n", "A\n", "B\n"]) {
      await expect.poll(() => texts).toHaveLength(1);
      expect(texts).toEqual([expected]);
      texts.length = 0;
      waiting.shift()?.();
    }
    expect((await calls)[2]).toEqual({ rows: 2, bytes: 9 });
  });

  it("passes on what the target throws, and takes no more", async () => {
    const failure = new Error("the pipe is closed");
    let writes = 0;
    const target = {
      write() {
        writes += 1;
        throw failure;
      },
    };
    const table = await openTable(target, { columns, format: "csv" });
    expect(await rejectionOf(table.write([{ code: "A" }]))).toBe(failure);
    expect(await rejectionOf(table.finish())).toMatchObject({ code: "TableClosed", cause: failure });
    expect(writes).toBe(1);
  });

  it("ends a write that waits for a target when it is discarded", async () => {
    let open = () => {};
    const target = {
      write: () =>
        new Promise<void>((resolve) => {
          open = resolve;
        }),
    };
    const table = await openTable(target, { columns, format: "csv" });
    const write = rejectionOf(table.write([{ code: "A" }]));
    await Promise.resolve();
    await table.discard();
    open();
    expect(await write).toMatchObject({ code: "TableClosed", message: "the table is discarded" });
  });

  it("discards at the end of a scope, unless it is finished", async () => {
    const folder = await tempFolder({});
    {
      await using table = await openTable(join(folder, "left.csv"), { columns });
      await table.write([{ code: "A" }]);
    }
    {
      await using table = await openTable(join(folder, "kept.csv"), { columns });
      await table.finish();
    }
    expect(await rejectionOf(readFile(join(folder, "left.csv")))).toMatchObject({ code: "ENOENT" });
    expect(await rejectionOf(readFile(join(folder, "left.csv.part")))).toMatchObject({ code: "ENOENT" });
    expect(await readFile(join(folder, "kept.csv"), "utf8")).toBe("code,price\n");
  });

  it("gives bytes that never change afterwards", async () => {
    for (const format of tableFormats) {
      const target = new GatheringTarget();
      const copies: Uint8Array[] = [];
      const copying = {
        write(bytes: Uint8Array) {
          target.write(bytes);
          copies.push(bytes.slice());
        },
      };
      const table = await openTable(copying, { columns: sampleColumns, format, rowGroupSize: 2 });
      await table.write(Array.from({ length: 7 }, () => sampleRow));
      await table.finish();
      expect(target.chunks).toEqual(copies);
    }
  });
});
