import type { Benchmark } from "../benchmark.ts";
import type { BenchmarkResult, Measure } from "../result.ts";
import { findMeasure } from "./find-measure.ts";
import { formatBound, formatFigure } from "./format-figure.ts";
import { toTable } from "./to-table.ts";

/** Writes the section of one benchmark: all figures, the chart, and what was tried to improve them. */
export function benchmarkSection({ name, title, about, tried }: Benchmark, { runs }: BenchmarkResult): string {
  const runtimes = runs.map(({ runtime }) => runtime);
  const [first] = runs;
  if (first === undefined) throw new Error(`${name} has no results`);

  const measureTable = ({ title: heading, unit, better, sides }: Measure) => {
    const rows = sides.map(({ side }) => [
      side,
      ...runs.map(({ measures }) => formatFigure(sideValue(findMeasure(measures, heading), side), unit)),
    ]);
    return toTable([`${heading} (${better} is better)`, ...runtimes], rows);
  };
  const goalRows = first.goals.map(({ text }, index) => [
    text,
    ...runs.map(({ goals }) => {
      const goal = goals[index];
      return goal === undefined ? "" : `${formatFigure(goal.figure, goal.unit)} (${formatBound(goal)})`;
    }),
  ]);
  return [
    `## ${name}`,
    `**${title}**: \`pnpm bench ${name}\``,
    about,
    `![${title}](performance/${name}.svg)`,
    ...first.measures.map(measureTable),
    toTable(["figure (goal)", ...runtimes], goalRows),
    ...(tried === undefined ? [] : [`**What was tried:**\n${tried}`]),
  ].join("\n\n");
}

function sideValue({ sides, title }: Measure, name: string): number {
  const found = sides.find(({ side }) => side === name);
  if (found === undefined) throw new Error(`${name} has no ${title}`);
  return found.value;
}
