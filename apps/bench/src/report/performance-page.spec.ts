import { describe, expect, it } from "vitest";
import type { Benchmark } from "../benchmark.ts";
import type { BenchmarkResult, Goal } from "../result.ts";
import { formatBound, formatFigure } from "./format-figure.ts";
import { performancePage } from "./performance-page.ts";
import { toTable } from "./to-table.ts";

const benchmark: Benchmark = {
  name: "decode",
  title: "decode a page",
  about: "From bytes to objects.",
  tried: "The laws of nature.",
  onEveryRuntime: true,
  measure: () => Promise.reject(new Error("measures nothing")),
};

function resultWith(figure: number): BenchmarkResult {
  const goal: Goal = { text: "as fast as futu-api", figure, unit: "×", bound: { atLeast: 3 } };
  const sides = [{ side: "opend", value: 12_345 }];
  const run = { measures: [{ title: "time", unit: "µs", better: "less" as const, sides }], goals: [goal] };
  const runs = ["Node 20.20.2", "Bun 1.4.5"].map((runtime) => ({ runtime, ...run }));
  return { name: "decode", date: "2026-01-31", machine: "a machine", runs };
}

describe("the page", () => {
  it("has a goal's figure, bound, verdict and command, and the figures of every runtime", () => {
    const page = performancePage([{ benchmark, result: resultWith(3.1234) }]);
    expect(page).toContain("| decode a page | 3.12× as fast as futu-api | ≥ 3× | met | `pnpm bench decode` |");
    expect(page).toContain("| opend | 12,300 µs | 12,300 µs |");
    expect(page).toContain("| as fast as futu-api | 3.12× (≥ 3×) | 3.12× (≥ 3×) |");
    expect(page).toContain("Machine: a machine. Days: 2026-01-31.");
  });

  it("begins with what a user gains, and says what was not measured", () => {
    const page = performancePage([{ benchmark, result: resultWith(3.1234) }]);
    expect(page).toContain("decoding a page of 50 rows is 3.12× as fast.");
    expect(page).toContain("streaming a million rows takes (not measured) more");
    expect(page.indexOf("What you gain")).toBeLessThan(page.indexOf("## All figures"));
  });

  it("says which goals were missed, and what was tried", () => {
    const page = performancePage([{ benchmark, result: resultWith(2) }]);
    expect(page).toContain("| ≥ 3× | [missed](#decode) |");
    expect(page).toContain(benchmark.tried);
  });
});

it.each([
  [3.1234, "×", "3.12×"],
  [0.0012345, "MB", "0.00123 MB"],
  [164_321, "rows/s", "164,000 rows/s"],
])("formats %d %s", (value, unit, text) => {
  expect(formatFigure(value, unit)).toBe(text);
});

it("formats bounds without trailing zeros", () => {
  expect(formatBound({ text: "", figure: 1, unit: "%", bound: { atMost: 100 / 3 } })).toBe("≤ 33.3 %");
  expect(formatBound({ text: "", figure: 1, unit: "×", bound: { atLeast: 3 } })).toBe("≥ 3×");
});

it("aligns numbers in tables to the right", () => {
  expect(toTable(["side", "Node"], [["opend", "1"]])).toBe("| side | Node |\n| --- | --: |\n| opend | 1 |");
});
