import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
  /** What it wrote to stderr. */
  readonly stderr: string;
}

/** A script of `peers/` that runs in a process of its own. The process ends when the test is over. */
export interface PeerProcess {
  /** The next message that it sends. Rejects when the process ends first. */
  next<Message>(): Promise<Message>;
  /** The number of the process, for signals. */
  readonly pid: number;
  /** Resolves when the process is gone. */
  readonly exit: Promise<Exit>;
  /** Ends the process. */
  stop(): Promise<Exit>;
}

/** The environment variable that holds a peer's settings, as JSON. */
const settingsVariable = "OPEND_PEER_SETTINGS";

/** Starts a script in a process of its own. */
export function forkPeer(
  script: URL,
  settings: object,
  nodeArguments: readonly string[] = [],
  execPath = process.execPath,
): PeerProcess {
  const child = fork(fileURLToPath(script), [], {
    env: { ...process.env, [settingsVariable]: JSON.stringify(settings) },
    execArgv: [...nodeArguments],
    execPath,
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const messages: unknown[] = [];
  let wake = () => {};
  let ended: Exit | undefined;
  let stderr = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    stderr += chunk;
  });
  child.on("message", (message) => {
    messages.push(message);
    wake();
  });
  const exit = new Promise<Exit>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      ended = { code, signal, stderr };
      wake();
      resolve(ended);
    });
  });
  const stop = () => {
    child.kill("SIGKILL");
    return exit;
  };
  onTestFinished(async () => void (await stop()));
  return {
    // Only a process that did not start has none, and that rejects `exit`.
    pid: child.pid ?? 0,
    exit,
    stop,
    async next<Message>() {
      while (messages.length === 0) {
        if (ended)
          throw new Error(`${script.pathname} ended with ${ended.signal ?? `code ${ended.code}`}: ${ended.stderr}`);
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return messages.shift() as Message;
    },
  };
}
