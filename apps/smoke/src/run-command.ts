import { spawn } from "node:child_process";

/** The folder, environment and time limit of a command. */
export interface CommandOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutMs?: number;
}

/** The outcome of a command. */
export interface CommandResult {
  readonly stdout: string;
  readonly stderr: string;
  /** Undefined if it ended by itself with code 0. */
  readonly failure: string | undefined;
}

const isWindows = process.platform === "win32";

/** Runs a command to its end without printing anything. */
export async function tryCommand(
  command: string,
  args: readonly string[],
  { cwd, env = process.env, timeoutMs = 240_000 }: CommandOptions,
): Promise<CommandResult> {
  // Commands without a path are scripts, such as npm. Windows needs a shell to run those.
  const shell = isWindows && !/[\\/]/.test(command);
  const child = spawn(command, args, { cwd, env, timeout: timeoutMs, shell, stdio: ["ignore", "pipe", "pipe"] });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
    });
  }
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (...exit) => resolve(exit));
  });
  return { ...output, failure: code === 0 ? undefined : `ended with ${signal ?? `code ${code}`}` };
}

/** Runs a command to its end and returns its output. @throws with all of its output when it fails */
export async function runCommand(command: string, args: readonly string[], options: CommandOptions): Promise<string> {
  const { stdout, stderr, failure } = await tryCommand(command, args, options);
  if (failure) throw new Error(`${command} ${args.join(" ")} ${failure}:\n${stdout}${stderr}`);
  return stdout;
}
