import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { planOutput } from "./output-options.js";

const io = (isTTY: boolean) => ({
  stdin: new PassThrough(),
  stdout: Object.assign(new PassThrough(), { isTTY }),
  stderr: new PassThrough(),
  env: {},
});
const [terminal, pipe] = [io(true), io(false)];

describe("planOutput", () => {
  it("prints a table on a terminal, and CSV in a pipe", () => {
    expect(planOutput({}, terminal).stdout).toBe("table");
    expect(planOutput({}, pipe).stdout).toBe("csv");
    expect(planOutput({ format: "ndjson" }, terminal).stdout).toBe("ndjson");
    expect(planOutput({ format: "parquet" }, pipe).stdout).toBe("parquet");
  });

  it("takes the formats of files from their endings, and pictures for what they are", () => {
    expect(planOutput({ out: ["a.csv", "b.PARQUET", "c.svg"] }, terminal)).toEqual({
      stdout: undefined,
      drawsOnStdout: false,
      tables: [
        { file: "a.csv", format: "csv" },
        { file: "b.PARQUET", format: "parquet" },
      ],
      pictures: ["c.svg"],
      preview: undefined,
    });
  });

  it("draws on the terminal besides a file, but not into a pipe", () => {
    expect(planOutput({ chart: true, out: ["c.svg"] }, terminal).drawsOnStdout).toBe(true);
    expect(planOutput({ chart: true, out: ["c.svg"] }, pipe).drawsOnStdout).toBe(false);
    expect(planOutput({ chart: true }, pipe)).toMatchObject({ stdout: undefined, drawsOnStdout: true });
  });

  it.each<[object, string]>([
    [
      { out: ["rows"] },
      "the ending of rows tells no format. Use .csv, .json, .ndjson, .parquet, .arrow, .svg, .png, .html",
    ],
    [{ out: ["a.csv", "a.csv"] }, "a.csv is named twice"],
    [{ format: "xlsx" }, "--format is table, csv, json, ndjson, parquet, arrow, not xlsx"],
    [{ format: "table", out: ["a"] }, "--format table is for terminals"],
    [{ format: "parquet" }, "--format parquet is not for a terminal: add --out FILE"],
    [{ format: "csv", chart: true }, "this command line writes none"],
  ])("refuses %j", (options, message) => {
    expect(() => planOutput(options, terminal)).toThrow(message);
  });
});
