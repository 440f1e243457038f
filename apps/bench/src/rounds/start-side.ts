import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Runtime } from "@opend/test-kit/runtimes";
import type { Round } from "../../sides/harness/serve-rounds.ts";

/** A program of `sides/` and its settings. */
export interface SideProgram {
  /** Its path in `sides/` without the extension, such as `decode/opend`. */
  readonly program: string;
  readonly settings?: object;
}

/** A running side. Disposing of it ends the process. */
export interface SideProcess extends AsyncDisposable {
  /** Makes it do the work this many times. Rejects if the process ends first. */
  run(times: number): Promise<Round>;
}

const programs = fileURLToPath(new URL("../../dist/", import.meta.url));

/** Starts a program of `sides/` on a runtime and waits until it is ready. */
export async function startSide(
  { command, args, name }: Runtime,
  { program, settings = {} }: SideProgram,
): Promise<SideProcess> {
  const child = spawn(command, [...args, `${programs}${program}.js`], {
    env: { ...process.env, OPEND_BENCH_SETTINGS: JSON.stringify(settings), NO_COLOR: "1" },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  // The process may have ended already.
  child.stdin.on("error", () => {});
  const gone = new Promise<void>((resolve) => {
    child.once("error", (error) => {
      stderr += error.message;
      resolve();
    });
    child.once("close", () => resolve());
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async <Message>(): Promise<Message> => {
    const { done, value } = await lines.next();
    if (!done) return JSON.parse(value);
    await gone;
    throw new Error(`${program} on ${name} ended: ${stderr}`);
  };
  await next();
  return {
    run(times) {
      child.stdin.write(`${times}\n`);
      return next<Round>();
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await gone;
    },
  };
}
