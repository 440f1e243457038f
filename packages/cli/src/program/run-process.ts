import { constants } from "node:os";
import process from "node:process";
import { type EndSignal, Interrupt } from "../base/interrupt.js";
import { clearLine } from "../base/screen.js";
import { runProgram } from "./run-program.js";

/** Runs `opend` as this process: its arguments, streams, signals and exit code. */
export async function runProcess(): Promise<void> {
  /** Ends at once. The status line may be there still. */
  const leave = (code: number) => {
    if (process.stderr.isTTY) process.stderr.write(clearLine);
    process.exit(code);
  };
  // `opend … | head` closes the pipe early, which is not a failure.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => leave(error.code === "EPIPE" ? 0 : 1));
  process.stderr.on("error", () => {});
  const interrupt = new Interrupt();
  const take = (signal: EndSignal) => {
    if (interrupt.take(signal)) leave(128 + constants.signals[signal]);
  };
  process.on("SIGINT", take);
  process.on("SIGTERM", take);
  const { stdin, stdout, stderr, env } = process;
  process.exitCode = await runProgram(process.argv.slice(2), { stdin, stdout, stderr, env }, interrupt);
  // A pipe that nobody writes to would keep the process alive.
  stdin.unref?.();
}
