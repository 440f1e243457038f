import { spawn } from "node:child_process";
import { type CheckResult, gatewaysVariable } from "../checks/gateway-urls.js";
import type { Runtime } from "./find-runtimes.js";
import { startGateways } from "./start-gateways.js";

/** What came of the checks on one runtime. */
export interface RuntimeResult {
  readonly runtime: Runtime;
  readonly checks: readonly CheckResult[];
  readonly seconds: number;
}

const timeoutMs = 120_000;

/** Runs the checks in a process of the runtime, against gateways of their own. The process has to end by itself. */
export async function runChecks(runtime: Runtime, project: string): Promise<RuntimeResult> {
  const startMs = performance.now();
  const gateways = await startGateways();
  try {
    const env = { ...process.env, [gatewaysVariable]: JSON.stringify(gateways.urls), NO_COLOR: "1" };
    const child = spawn(runtime.command, runtime.args, { cwd: project, env, timeout: timeoutMs });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk;
    });
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk;
    });
    const [code, signal] = await new Promise<[number | null, string | null]>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (...exit) => resolve(exit));
    });
    const checks = stdout.split("\n").flatMap(parseResult);
    const ended =
      code === 0 ? undefined : `ended with ${signal ?? `code ${code}`} instead of by itself: ${stderr.trim()}`;
    const seconds = (performance.now() - startMs) / 1000;
    return { runtime, checks: [...checks, { name: "ends by itself", error: ended }], seconds };
  } finally {
    await gateways.close();
  }
}

function parseResult(line: string): CheckResult[] {
  return line.startsWith("{") ? [JSON.parse(line)] : [];
}
