import type { Command } from "commander";
import type { WalkOptions } from "../walk/walk-plan.js";
import type { Run } from "./run.js";
import { addCodeOptions, addOutputOptions, addResumeOptions } from "./walk-options.js";

/** `opend snapshot CODE…` */
export function addSnapshot(program: Command, run: Run): void {
  const command = program
    .command("snapshot")
    .summary("prices and key data of any number of securities")
    .description("Snapshots of any number of securities (Qot_GetSecuritySnapshot, 3203), many in a request.");
  addResumeOptions(addOutputOptions(addCodeOptions(command))).action(
    run<WalkOptions>(async (context, codes, options) => {
      const { runWalk } = await import("../walk/run-walk.js");
      const { defineSnapshots } = await import("../walk/kinds/snapshots.js");
      await runWalk(context, { name: "snapshot", kept: {}, define: defineSnapshots }, codes, options);
    }),
  );
}
