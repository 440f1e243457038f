// Measures, and writes the results and docs/performance.md. `pnpm bench [name …]` runs all benchmarks or the named ones.
// `pnpm bench --page` only writes the page, from the existing results.
import { findRuntimes, type Runtime } from "@opend/test-kit/runtimes";
import { type Benchmark, fullEffort } from "./benchmark.ts";
import { benchmarks } from "./benchmarks/index.ts";
import { describeMachine } from "./describe-machine.ts";
import { printRun } from "./report/print-run.ts";
import { writeResult } from "./report/results.ts";
import { writeReport } from "./report/write-report.ts";
import type { RunResult } from "./result.ts";

const args = process.argv.slice(2);
if (args.join() !== "--page") await measureAll(chosen(args));
writeReport(benchmarks);

async function measureAll(those: readonly Benchmark[]): Promise<void> {
  const {
    nodes: [own, node24],
    deno,
    bun,
  } = findRuntimes();
  // The machine's own may be the other one.
  const every = [own, ...(own.name === node24.name ? [] : [node24]), deno, bun];
  for (const benchmark of those) {
    const runs: RunResult[] = [];
    for (const runtime of benchmark.onEveryRuntime ? every : [own]) runs.push(await measureOn(runtime, benchmark));
    const date = new Date().toISOString().slice(0, 10);
    writeResult({ name: benchmark.name, date, machine: describeMachine(), runs });
  }
}

async function measureOn(runtime: Runtime, benchmark: Benchmark): Promise<RunResult> {
  const startMs = performance.now();
  const run = { runtime: runtime.name, ...(await benchmark.measure(runtime, fullEffort)) };
  console.log(`${benchmark.name} on ${runtime.name}, in ${((performance.now() - startMs) / 1000).toFixed(1)} s`);
  console.log(printRun(run));
  return run;
}

function chosen(names: readonly string[]): readonly Benchmark[] {
  const unknown = names.find((name) => !benchmarks.some((benchmark) => benchmark.name === name));
  if (unknown === undefined) {
    return names.length === 0 ? benchmarks : benchmarks.filter(({ name }) => names.includes(name));
  }
  const known = benchmarks.map(({ name, title }) => `  ${name.padEnd(12)}${title}`);
  console.error(
    `no benchmark is named ${unknown}. The benchmarks are\n${known.join("\n")}\n--page alone writes docs/performance.md from the results`,
  );
  process.exit(1);
}
