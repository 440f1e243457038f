// Measures: pnpm bench [name …] runs all benchmarks, or those with the names.
import { findRuntimes } from "@opend/test-programs/runtimes";
import { type Benchmark, fullEffort } from "./benchmark.ts";
import { benchmarks } from "./benchmarks/index.ts";
import { isMet } from "./result.ts";

const {
  nodes: [own, node24],
  deno,
  bun,
} = findRuntimes();
for (const benchmark of chosen(process.argv.slice(2))) {
  for (const runtime of benchmark.onEveryRuntime ? [own, node24, deno, bun] : [own]) {
    const start = performance.now();
    const { measures, goals } = await benchmark.measure(runtime, fullEffort);
    console.log(`${benchmark.name} on ${runtime.name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
    for (const { title, unit, sides } of measures)
      console.log(
        `  ${title}: ${sides.map(({ side, value }) => `${side} ${value.toPrecision(4)} ${unit}`).join(", ")}`,
      );
    for (const goal of goals)
      console.log(`  ${isMet(goal) ? "met   " : "missed"} ${goal.figure.toFixed(2)}${goal.unit} ${goal.text}`);
  }
}

function chosen(names: readonly string[]): readonly Benchmark[] {
  const unknown = names.find((name) => !benchmarks.some((benchmark) => benchmark.name === name));
  if (unknown === undefined)
    return names.length === 0 ? benchmarks : benchmarks.filter(({ name }) => names.includes(name));
  console.error(`there is no benchmark ${unknown}: ${benchmarks.map(({ name }) => name).join(", ")}`);
  process.exit(1);
}
