// pnpm test:matrix: external projects on every maintained Node, with the last four minors of TypeScript.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeRuntime, findRuntimes, type Runtime } from "@opend/test-kit/runtimes";
import { listConsumers } from "./consumers/list-consumers.js";
import { runConsumers } from "./consumers/run-consumers.js";
import { releaseCopy } from "./registry/release-copy.js";
import { type Registry, startRegistry } from "./registry/start-registry.js";
import { runCommand } from "./run-command.js";

const nodeMajors = [20, 22, 24, 26];
const typescriptMinors = 4;

const { deno, bun } = findRuntimes();
const registry = await startRegistry();
const folder = mkdtempSync(join(tmpdir(), "opend-matrix-"));
try {
  registry.configure(folder);
  const nodes = await installNodes(registry);
  const typescript = await listTypescript(registry);
  const released = await releaseCopy(registry);
  const isWell = await runConsumers(listConsumers({ released, nodes, deno, bun, typescript }), registry);
  process.exitCode = isWell ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
  await registry.close();
}

/** Installs the newest release of each major, from the packages that contain the real programs. */
async function installNodes({ env }: Registry): Promise<readonly Runtime[]> {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const program = platform === "win" ? "bin/node.exe" : "bin/node";
  const packages = nodeMajors.map((major) => `node${major}@npm:node-${platform}-${process.arch}@${major}`);
  await runCommand("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", ...packages], {
    cwd: folder,
    env,
  });
  return nodeMajors.map((major) => describeRuntime("Node", join(folder, "node_modules", `node${major}`, program)));
}

/** Returns the newest release of each of the last minors, oldest first. */
async function listTypescript({ env }: Registry): Promise<readonly string[]> {
  const text = await runCommand("npm", ["view", "typescript", "versions", "--json"], { cwd: folder, env });
  const versions: readonly string[] = JSON.parse(text);
  const newest = new Map<string, string>();
  for (const version of versions) {
    const [, minor, patch] = /^(\d+\.\d+)\.(\d+)$/.exec(version) ?? [];
    if (minor === undefined || patch === undefined) continue;
    if (Number(patch) >= Number(newest.get(minor)?.split(".")[2] ?? 0)) newest.set(minor, version);
  }
  const order = new Intl.Collator("en", { numeric: true });
  return [...newest.values()].sort(order.compare).slice(-typescriptMinors);
}
