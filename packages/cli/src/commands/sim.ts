import type { Command } from "commander";

/** Lists `opend sim` in the help. It has options of its own, so `runSim` gets the whole command line. */
export function addSim(program: Command): void {
  program
    .command("sim")
    .summary("run the simulator, with options of its own: opend sim --help")
    .allowUnknownOption()
    .argument("[option...]");
}

/** Runs `opend sim`. Returns the exit code. */
export async function runSim(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const { runCli } = await import("@opend/sim/run-cli");
  return await runCli(args, env);
}
