import { type CheckResult, gatewaysVariable } from "../checks/gateway-urls.js";
import type { Runtime } from "./find-runtimes.js";
import { tryCommand } from "./run-command.js";
import { startGateways } from "./start-gateways.js";

/** A script of checks, and what runs it. */
export interface CheckRun {
  /** The heading of its column. */
  readonly name: string;
  readonly runtime: Runtime;
  readonly script: string;
  /** Without them only WebSocket can be checked. */
  readonly hasSockets: boolean;
}

/** What came of the checks on one runtime. */
export interface CheckRunResult {
  readonly run: CheckRun;
  readonly checks: readonly CheckResult[];
  readonly seconds: number;
}

const timeoutMs = 120_000;

/** Runs the checks in a process of the runtime, against gateways of their own. The process has to end by itself. */
export async function runChecks(run: CheckRun, project: string): Promise<CheckRunResult> {
  const startMs = performance.now();
  const gateways = await startGateways();
  try {
    const env = { ...process.env, [gatewaysVariable]: JSON.stringify(gateways.urls), NO_COLOR: "1" };
    const { command, args } = run.runtime;
    const options = { cwd: project, env, timeoutMs };
    const { stdout, stderr, failure } = await tryCommand(command, [...args, run.script], options);
    const checks = stdout.split("\n").flatMap(parseResult);
    const ended = failure && `${failure} instead of by itself: ${stderr.trim()}`;
    const seconds = (performance.now() - startMs) / 1000;
    return { run, checks: [...checks, { name: "ends by itself", error: ended }], seconds };
  } finally {
    await gateways.close();
  }
}

function parseResult(line: string): CheckResult[] {
  return line.startsWith("{") ? [JSON.parse(line)] : [];
}
