import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** How an example ended, and what it wrote. */
export interface ExampleRun {
  readonly code: number | null;
  /** The lines of stdout: the data. */
  readonly lines: readonly string[];
  /** What it said beside the data. */
  readonly stderr: string;
}

/** Runs an example as a newcomer does: its own process, told by the environment where the gateway is. */
export async function runExample(file: string, gatewayUrl = "", ...args: string[]): Promise<ExampleRun> {
  const path = fileURLToPath(new URL(`../${file}`, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], {
    env: { PATH: process.env["PATH"], FUTU_OPEND_URL: gatewayUrl },
  });
  onTestFinished(() => void child.kill());
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  return { code, lines: stdout.split("\n").slice(0, -1), stderr };
}
