import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { rejectionOf } from "@opend/test-kit/caught";
import { tempFolder } from "@opend/test-kit/temp-folder";
import { describe, expect, it } from "vitest";
import type { TableColumn } from "../columns/table-column.js";
import { writeTable } from "./write-table.js";

const columns: readonly TableColumn[] = [{ name: "n", type: "int64", path: ["n"] }];

function* numbers(count: number) {
  for (let n = 0; n < count; n += 1) yield { n };
}

async function* numbersLater(count: number) {
  yield* numbers(count);
}

describe("writeTable", () => {
  const counts = [0, 1, 999, 1000, 1001, 2500];
  it.each(counts)("writes all of %d rows, of any iterable", async (count) => {
    const folder = await tempFolder({});
    const path = join(folder, "n.ndjson");
    const expected = Array.from(numbers(count), (row) => `${JSON.stringify(row)}\n`).join("");
    for (const rows of [numbers(count), numbersLater(count), [...numbers(count)]]) {
      expect(await writeTable(path, rows, { columns })).toEqual({ rows: count, bytes: expected.length });
      expect(await readFile(path, "utf8")).toBe(expected);
    }
  });

  it("leaves nothing behind when the rows throw, and rethrows", async () => {
    const folder = await tempFolder({ "n.csv": "before" });
    const failure = new Error("the connection was lost");
    const cases = [
      (function* () {
        yield* numbers(1500);
        throw failure;
      })(),
      (async function* () {
        yield* numbers(1500);
        throw failure;
      })(),
    ];
    for (const rows of cases)
      expect(await rejectionOf(writeTable(join(folder, "n.csv"), rows, { columns }))).toBe(failure);
    expect(await readdir(folder)).toEqual(["n.csv"]);
    expect(await readFile(join(folder, "n.csv"), "utf8")).toBe("before");
  });

  it("ends the rows when they cannot be written", async () => {
    let ended = false;
    async function* rows() {
      try {
        yield* [{ n: "x" }, ...numbers(3000)];
      } finally {
        ended = true;
      }
    }
    const folder = await tempFolder({});
    const error = await rejectionOf(writeTable(join(folder, "n.parquet"), rows(), { columns }));
    expect(error).toMatchObject({ code: "ValueDoesNotFit", row: 1, value: "x" });
    expect(ended).toBe(true);
    expect(await readdir(folder)).toEqual([]);
  });

  it("refuses rows that are no iterable before it opens anything", async () => {
    const folder = await tempFolder({});
    // @ts-expect-error a row is no iterable of rows
    const error = await rejectionOf(writeTable(join(folder, "n.csv"), { n: 1 }, { columns }));
    expect(error).toMatchObject({ code: "InvalidOption", option: "rows" });
    expect(await readdir(folder)).toEqual([]);
  });
});
