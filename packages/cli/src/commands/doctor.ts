import type { Command } from "commander";
import { addJsonOption } from "./json-option.js";
import type { Run } from "./run.js";

/** `opend doctor` */
export function addDoctor(program: Command, run: Run): void {
  const command = program
    .command("doctor")
    .summary("look at the gateway, step by step, and say what to do")
    .description("Find the gateway as every command does, and say step by step what there is to see and what to do.");
  addJsonOption(command).action(
    run<{ readonly json?: true }>(async (context, _, options) => {
      const { runDoctor } = await import("../doctor/run-doctor.js");
      await runDoctor(context, options);
    }),
  );
}
