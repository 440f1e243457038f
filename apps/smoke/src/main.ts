// Releases the packages to a registry on loopback, installs them from there as users do, and runs them.
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findRuntimes } from "@opend/test-kit/runtimes";
import { checkCommandLine } from "./check-command-line.js";
import { checkInstalled } from "./check-installed.js";
import { openChromium } from "./chromium/open-chromium.js";
import { listBundledConsumers } from "./consumers/bundled-consumers.js";
import { listDropInConsumers } from "./consumers/drop-in-consumers.js";
import { listConsumers } from "./consumers/list-consumers.js";
import { runConsumers } from "./consumers/run-consumers.js";
import { installProject } from "./install-project.js";
import { releaseCopy } from "./registry/release-copy.js";
import { startRegistry } from "./registry/start-registry.js";
import { reportChecks } from "./report-checks.js";
import { type CheckRunResult, checkBrowser, checkRuntime, runChecks } from "./run-checks.js";

const { nodes, deno, bun } = findRuntimes();
const browser = await openChromium();
const registry = await startRegistry();
try {
  const released = await timed("released", releaseCopy(registry));
  const { version: typescript } = createRequire(import.meta.url)("typescript/package.json");
  const consumers = [
    ...listConsumers({ released, nodes, deno, bun, typescript: [typescript] }),
    ...listBundledConsumers(released, browser),
    ...listDropInConsumers({ released, runtimes: [...nodes, deno, bun], typescript, browser }),
  ];
  const areConsumersWell = await runConsumers(consumers, registry);
  const project = mkdtempSync(join(tmpdir(), "opend-smoke-"));
  try {
    await timed("installed", installProject(project, registry, released));
    checkInstalled(project, released);
    const areChecksWell = reportChecks(await runAllChecks(project));
    process.exitCode = areConsumersWell && areChecksWell ? 0 : 1;
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
} finally {
  await registry.close();
  await browser.close();
}

async function runAllChecks(project: string): Promise<readonly CheckRunResult[]> {
  const results: CheckRunResult[] = [];
  for (const runtime of [...nodes, deno, bun]) {
    const result = await runChecks(checkRuntime(runtime), project);
    results.push({ ...result, checks: [...result.checks, ...(await checkCommandLine(runtime, project))] });
  }
  return [...results, await runChecks(checkBrowser(browser), project)];
}

async function timed<T>(what: string, work: Promise<T>): Promise<T> {
  const startMs = performance.now();
  const result = await work;
  console.log(`${what} (${((performance.now() - startMs) / 1000).toFixed(1)} s)`);
  return result;
}
