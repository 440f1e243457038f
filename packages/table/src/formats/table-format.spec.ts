import { describe, expect, it } from "vitest";
import { formatOfFile, tableFormats } from "./table-format.js";

describe("formatOfFile", () => {
  it.each([
    ["a.csv", "csv"],
    ["a.json", "json"],
    ["a.ndjson", "ndjson"],
    ["a.jsonl", "ndjson"],
    ["a.parquet", "parquet"],
    ["a.arrow", "arrow"],
    ["a.feather", "arrow"],
    ["folder.csv/HK.00700.PARQUET", "parquet"],
    ["C:\\rows\\a.Json", "json"],
  ])("%s is %s", (path, format) => {
    expect(formatOfFile(path)).toBe(format);
  });

  it.each(["a.xlsx", "csv", "folder.csv/rows", "a.csv.gz", "a.", "", "a.toString", ".constructor"])(
    "%s is none",
    (path) => {
      expect(formatOfFile(path)).toBeUndefined();
    },
  );

  it("tells every format by its own name", () => {
    expect(tableFormats.map((format) => formatOfFile(`rows.${format}`))).toEqual(tableFormats);
  });
});
