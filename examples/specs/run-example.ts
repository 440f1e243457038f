import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** How an example ended, and what it wrote. */
export interface ExampleRun {
  readonly code: number | null;
  /** The lines of stdout: the data. */
  readonly lines: readonly string[];
  /** Everything else that it printed. */
  readonly stderr: string;
}

/**
 * Runs an example as a newcomer does: in its own process, copied into a folder that has nothing but the packages. The
 * environment says where the gateway is.
 */
export async function runExample(file: string, gatewayUrl = "", ...args: string[]): Promise<ExampleRun> {
  const examples = fileURLToPath(new URL("..", import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), "opend-example-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(join(examples, file), join(folder, file));
  symlinkSync(join(examples, "node_modules"), join(folder, "node_modules"), "junction");
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const child = spawn(process.execPath, [join(folder, file), ...args], {
    cwd: folder,
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
