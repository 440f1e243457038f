import { fileURLToPath } from "node:url";
import type { Benchmark } from "../benchmark.ts";
import { drawChart } from "./draw-chart.ts";
import { performancePage } from "./performance-page.ts";
import { readResult } from "./results.ts";

/** The folder of the documents. */
export const docsFolder: string = fileURLToPath(new URL("../../../../docs", import.meta.url));

/** Makes the page and its charts from the texts and results of the benchmarks. Keys are paths in `docs/`. */
export function reportFiles(benchmarks: readonly Benchmark[]): Map<string, string> {
  const measured = benchmarks.flatMap((benchmark) => {
    const result = readResult(benchmark.name);
    return result === undefined ? [] : [{ benchmark, result }];
  });
  return new Map([
    ["performance.md", performancePage(measured)],
    ...measured.map(
      ({ benchmark: { name, title }, result }) => [`performance/${name}.svg`, drawChart(title, result.runs)] as const,
    ),
  ]);
}
