import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Benchmark } from "../benchmark.ts";
import { docsFolder, reportFiles } from "./report-files.ts";

/** Rewrites docs/performance.md and its charts. */
export function writeReport(benchmarks: readonly Benchmark[]): void {
  const charts = join(docsFolder, "performance");
  rmSync(charts, { recursive: true, force: true });
  mkdirSync(charts);
  for (const [path, text] of reportFiles(benchmarks)) writeFileSync(join(docsFolder, path), text);
}
