import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Runtime } from "@opend/test-programs/runtimes";
import type { Round } from "../../sides/harness/serve-rounds.ts";

/** A program of `sides/`, and what it is told. */
export interface SideProgram {
  /** Its path in `sides/`, without its ending, such as `decode/opend`. */
  readonly program: string;
  readonly settings?: object;
}

/** A program that runs, and answers line by line. It is ended when it is disposed of. */
export interface LineProcess extends AsyncDisposable {
  /** The next line that it writes, as JSON. Rejects when it ends instead. */
  next<Message>(): Promise<Message>;
  /** Gives it a line to read. */
  tell(line: string): void;
}

/** A side that runs. */
export interface SideProcess extends AsyncDisposable {
  /** Has it do its work so often. */
  run(times: number): Promise<Round>;
}

/** Starts a program of `sides/` on a runtime, and waits until it is ready. */
export async function startSide(runtime: Runtime, { program, settings = {} }: SideProgram): Promise<SideProcess> {
  const child = startProgram(runtime, fileURLToPath(new URL(`../../dist/${program}.js`, import.meta.url)), settings);
  await child.next();
  return {
    run(times) {
      child.tell(String(times));
      return child.next<Round>();
    },
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  };
}

/** Starts a program of this folder on the Node that runs this, and waits for what it says first. */
export async function startGatewayProgram<Message>(
  file: string,
  settings: object = {},
): Promise<{ readonly answer: Message; readonly gateway: LineProcess }> {
  const path = fileURLToPath(new URL(`../gateway/${file}`, import.meta.url));
  const gateway = startProgram({ name: "Node", command: process.execPath, args: [] }, path, settings);
  return { answer: await gateway.next<Message>(), gateway };
}

function startProgram({ command, args, name }: Runtime, file: string, settings: object): LineProcess {
  const child = spawn(command, [...args, file], {
    env: { ...process.env, OPEND_BENCH_SETTINGS: JSON.stringify(settings), NO_COLOR: "1" },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  // It may be gone already.
  child.stdin.on("error", () => {});
  const gone = new Promise<void>((resolve) => {
    child.once("error", (error) => {
      stderr += error.message;
      resolve();
    });
    child.once("close", () => resolve());
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async next<Message>(): Promise<Message> {
      const { done, value } = await lines.next();
      if (!done) return JSON.parse(value);
      await gone;
      throw new Error(`${file} on ${name} has ended: ${stderr}`);
    },
    tell: (line) => void child.stdin.write(`${line}\n`),
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await gone;
    },
  };
}
