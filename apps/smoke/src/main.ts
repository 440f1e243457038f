import { rmSync } from "node:fs";
import type { CheckResult } from "../checks/gateway-urls.js";
import { bundleForBrowser } from "./bundle-for-browser.js";
import { findRuntimes } from "./find-runtimes.js";
import { installProject } from "./install-project.js";
import { type RuntimeResult, runChecks } from "./run-checks.js";

const runtimes = findRuntimes();
const project = installProject();
try {
  await bundleForBrowser(project);
  const results: RuntimeResult[] = [];
  for (const runtime of runtimes) results.push(await runChecks(runtime, project));
  process.exitCode = report(results) ? 0 : 1;
} finally {
  rmSync(project, { recursive: true, force: true });
}

/**
 * Prints a table of check × runtime, and what failed. `refused` is where a runtime cannot do it and the documented error
 * was thrown. Gives whether all is well.
 */
function report(results: readonly RuntimeResult[]): boolean {
  const names = [...new Set(results.flatMap(({ checks }) => checks.map(({ name }) => name)))];
  const width = Math.max(...names.map((name) => name.length));
  console.log(["".padEnd(width), ...results.map(({ runtime }) => runtime.name)].join("  "));
  const failures: string[] = [];
  for (const name of names) {
    const cells = results.map(({ runtime, checks }) => {
      if (!runtime.hasSockets && needsSockets(name)) return "–".padEnd(runtime.name.length);
      const error = errorOf(checks, name);
      const isRefused = checks.some((check) => check.name === name && check.isRefused);
      if (error !== undefined) failures.push(`${runtime.name}, ${name}: ${error}`);
      return (error !== undefined ? "FAILED" : isRefused ? "refused" : "ok").padEnd(runtime.name.length);
    });
    console.log([name.padEnd(width), ...cells].join("  ").trimEnd());
  }
  console.log(
    ["seconds".padEnd(width), ...results.map(({ runtime, seconds }) => seconds.toFixed(1).padEnd(runtime.name.length))]
      .join("  ")
      .trimEnd(),
  );
  for (const failure of failures) console.error(failure);
  return failures.length === 0;
}

/** TCP, and anything that listens. */
function needsSockets(name: string): boolean {
  return / tcp /.test(name) || name.startsWith("simulator");
}

/** A check that a runtime did not report has failed there. */
function errorOf(checks: readonly CheckResult[], name: string): string | undefined {
  const check = checks.find((candidate) => candidate.name === name);
  return check === undefined ? "not run" : check.error;
}
