import { findRuntimes } from "@opend/test-kit/runtimes";
import { describe, expect, it } from "vitest";
import { shortEffort } from "./benchmark.ts";
import { benchmarks } from "./benchmarks/index.ts";
import { reachableGoal } from "./reachable-goal.ts";
import { formatFigure } from "./report/format-figure.ts";
import { readResult } from "./report/results.ts";
import { isMet } from "./result.ts";

const [own] = findRuntimes().nodes;

// These machines are noisy: half of the goal is enough, and a failed benchmark gets another try.
describe(`on ${own.name}, in short measurements`, { retry: 2 }, () => {
  it.each(benchmarks)("$name: $title", async ({ name, measure }) => {
    const { goals } = await measure(own, shortEffort);
    const committed = readResult(name)?.runs[0]?.goals ?? [];
    const bad = goals.filter((goal) => {
      if (goal.isUnsteady) return false;
      const before = committed.find(({ text }) => text === goal.text);
      return !isMet(reachableGoal(goal, before), 0.5);
    });
    expect(bad.map(({ figure, unit, text }) => `${formatFigure(figure, unit)} ${text}`)).toEqual([]);
  });
});
