// The whole way of the packages: released to a registry on loopback, installed from there as strangers would, and run.
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { bundleForBrowser } from "./bundle-for-browser.js";
import { checkInstalled } from "./check-installed.js";
import { listConsumers } from "./consumers/list-consumers.js";
import { runConsumers } from "./consumers/run-consumers.js";
import { findRuntimes } from "./find-runtimes.js";
import { installProject } from "./install-project.js";
import { releaseCopy } from "./registry/release-copy.js";
import { startRegistry } from "./registry/start-registry.js";
import { reportChecks } from "./report-checks.js";
import { type CheckRun, type CheckRunResult, runChecks } from "./run-checks.js";

const { nodes, deno, bun } = findRuntimes();
const registry = await startRegistry();
try {
  const released = await timed("release", releaseCopy(registry));
  const project = await timed("install", installProject(registry, released));
  try {
    checkInstalled(project, released);
    const { version: typescript } = createRequire(import.meta.url)("typescript/package.json");
    const consumers = listConsumers({ released, nodes, deno, bun, typescript: [typescript] });
    const areConsumersWell = await timed("consumers", runConsumers(consumers, registry));
    await bundleForBrowser(project);
    const areChecksWell = reportChecks(await timed("checks", runAllChecks(project)));
    process.exitCode = areConsumersWell && areChecksWell ? 0 : 1;
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
} finally {
  await registry.close();
}

async function runAllChecks(project: string): Promise<readonly CheckRunResult[]> {
  const [, node24] = nodes;
  const runs: CheckRun[] = [...nodes, deno, bun].map((runtime) => {
    return { name: runtime.name, runtime, script: "checks.mjs", hasSockets: true };
  });
  runs.push({ name: "browser bundle", runtime: node24, script: "run-browser-bundle.mjs", hasSockets: false });
  const results: CheckRunResult[] = [];
  for (const run of runs) results.push(await runChecks(run, project));
  return results;
}

async function timed<T>(what: string, work: Promise<T>): Promise<T> {
  const startMs = performance.now();
  const result = await work;
  console.log(`${what}: ${((performance.now() - startMs) / 1000).toFixed(1)} s`);
  return result;
}
