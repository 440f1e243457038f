import { spawn } from "node:child_process";
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

/** Runs a block as a program of its own, with simulated gateways in place of real ones. */
export async function runSnippet(snippet: Snippet, standIns: StandIns): Promise<SnippetOutcome> {
  const file = writeModule({ ...snippet, code: standIns.replaceUrls(snippet.code) }, "run");
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
    if (snippet.run !== "endless") return;
    isEnough = true;
    child.kill("SIGKILL");
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk;
  });
  return await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => resolve({ exitCode: isEnough ? undefined : exitCode, stdout, stderr }));
  });
}
