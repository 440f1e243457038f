import type { CheckResult } from "../checks/gateway-urls.js";
import type { CheckRunResult } from "./run-checks.js";

/**
 * Prints a table of checks and runtimes, and the failures. `refused` means that the runtime cannot do it and the client
 * threw the documented error. Returns whether all checks passed.
 */
export function reportChecks(results: readonly CheckRunResult[]): boolean {
  const names = [...new Set(results.flatMap(({ checks }) => checks.map(({ name }) => name)))];
  const width = Math.max(...names.map((name) => name.length));
  console.log(["".padEnd(width), ...results.map(({ run }) => run.name)].join("  "));
  const failures: string[] = [];
  for (const name of names) {
    const cells = results.map(({ run, checks }) => {
      if (!run.hasSockets && needsSockets(name)) return "–".padEnd(run.name.length);
      const error = errorOf(checks, name);
      const isRefused = checks.some((check) => check.name === name && check.isRefused);
      if (error !== undefined) failures.push(`${run.name}, ${name}: ${error}`);
      return (error !== undefined ? "FAILED" : isRefused ? "refused" : "ok").padEnd(run.name.length);
    });
    console.log([name.padEnd(width), ...cells].join("  ").trimEnd());
  }
  const seconds = results.map(({ run, seconds }) => seconds.toFixed(1).padEnd(run.name.length));
  console.log(["seconds".padEnd(width), ...seconds].join("  ").trimEnd());
  for (const failure of failures) console.error(failure);
  return failures.length === 0;
}

/** Whether a check needs TCP, listens, or is a process. */
function needsSockets(name: string): boolean {
  return / tcp /.test(name) || name.startsWith("simulator") || name.startsWith("command line");
}

/** A check that a runtime did not report counts as failed. */
function errorOf(checks: readonly CheckResult[], name: string): string | undefined {
  const check = checks.find((candidate) => candidate.name === name);
  return check === undefined ? "not run" : check.error;
}
