import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { benchmarks } from "../benchmarks/index.ts";
import { isMet } from "../result.ts";
import { docsFolder, reportFiles } from "./report-files.ts";
import { listResults, readResult } from "./results.ts";

const files = reportFiles(benchmarks);

describe("docs/performance.md and its charts", () => {
  it.each([...files.keys()])("%s is up to date: pnpm bench --page writes it", (path) => {
    expect(readFileSync(join(docsFolder, path), "utf8")).toBe(files.get(path));
  });

  it("have no chart of a benchmark that no longer exists", () => {
    const charts = readdirSync(join(docsFolder, "performance")).map((file) => `performance/${file}`);
    expect([...files.keys()]).toEqual(expect.arrayContaining(charts));
  });

  it("have a result for every benchmark and no others", () => {
    expect(listResults().sort()).toEqual(benchmarks.map(({ name }) => name).sort());
  });

  it.each(benchmarks)("say what was tried if $name misses a goal", ({ name, tried }) => {
    const goals = readResult(name)?.runs.flatMap((run) => run.goals) ?? [];
    if (goals.some((goal) => !isMet(goal))) expect(tried).toBeDefined();
  });
});
