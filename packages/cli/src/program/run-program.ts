import { CommanderError } from "commander";
import { exitCodes } from "../base/exit-codes.js";
import type { Interrupt } from "../base/interrupt.js";
import type { Io } from "../base/io.js";
import { runSim } from "../commands/sim.js";
import { createProgram } from "./create-program.js";
import { describeError } from "./describe-error.js";

/** Runs a command line. Returns the exit code, and prints what went wrong in one line on stderr. */
export async function runProgram(args: readonly string[], io: Io, interrupt: Interrupt): Promise<number> {
  const [first, ...others] = args;
  if (first === "sim") return await runSim(others, io.env);
  const program = createProgram(io, interrupt);
  try {
    if (first === "complete") await (await import("../commands/add-completion.js")).addCompletion(program, others, io);
    await program.parseAsync(args.length > 0 ? args : ["--help"], { from: "user" });
    return interrupt.exitCode ?? exitCodes.done;
  } catch (error) {
    // `--help`, `--version`, and what commander has printed itself.
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
    // `opend order`: its help is on stderr.
    if (error instanceof CommanderError && error.code === "commander.help") return exitCodes.usage;
    const { exitCode, ...report } = describeError(error, interrupt, args);
    const isJson = args.includes("--json-errors");
    io.stderr.write(isJson ? `${JSON.stringify({ error: { ...report, exitCode } })}\n` : `opend: ${report.message}\n`);
    return exitCode;
  }
}
