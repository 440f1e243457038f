import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { type Snippet, writeModule } from "./snippets.js";
import type { StandIns } from "./stand-ins.js";

/** What a block did. */
export interface SnippetOutcome {
  /** What it ended with; undefined where it was ended because it had printed something. */
  readonly exitCode: number | null | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

const longestMs = 20_000;

/**
 * Runs a block as a program of its own, with simulated gateways in place of real ones. An endless one is ended when it has
 * printed enough.
 *
 * @param isEnoughOf told all that was printed so far, each time that something is. Default: anything is enough
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

/** What tells stand-ins apart: a block may run against several of them at a time. */
function portsIn({ env }: StandIns): string {
  return Object.values(env).join().replace(/\D+/g, "-");
}
