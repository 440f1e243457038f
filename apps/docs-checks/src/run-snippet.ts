import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { type Snippet, writeModule } from "./snippets.js";
import type { StandIns } from "./stand-ins.js";

/** The outcome of a block. */
export interface SnippetOutcome {
  /** Undefined when the runner ended the block because it had printed enough. */
  readonly exitCode: number | null | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

const longestMs = 20_000;

/**
 * Runs a block as a program of its own, with simulated gateways in place of real ones. Ends an endless block when it has
 * printed enough.
 *
 * @param isEnoughOf gets everything printed so far, after each output. Default: any output is enough
 */
export async function runSnippet(
  snippet: Snippet,
  standIns: StandIns,
  isEnoughOf: (stdout: string, stderr: string) => boolean = () => true,
): Promise<SnippetOutcome> {
  const code = standIns.replaceUrls(snippet.code);
  const file = writeModule({ ...snippet, code, place: `${snippet.place}-${portsIn(standIns)}` }, "run");
  const child = spawn(process.execPath, [file], {
    cwd: standIns.folder,
    env: { ...process.env, ...standIns.env },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: longestMs,
    killSignal: "SIGKILL",
  });
  let stdout = "";
  let stderr = "";
  let isEnough = false;
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk;
    if (snippet.run !== "endless" || !isEnoughOf(stdout, stderr)) return;
    isEnough = true;
    child.kill("SIGKILL");
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk;
  });
  return await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => {
      rmSync(file);
      resolve({ exitCode: isEnough ? undefined : exitCode, stdout, stderr });
    });
  });
}

/** Returns a text that identifies stand-ins: a block may run against several of them at a time. */
function portsIn({ env }: StandIns): string {
  return Object.values(env).join().replace(/\D+/g, "-");
}
