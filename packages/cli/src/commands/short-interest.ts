import type { Command } from "commander";
import type { WalkOptions } from "../walk/walk-plan.js";
import { addDayOptions, type DayOptions, splitDays } from "./day-options.js";
import type { Run } from "./run.js";
import { addChartOption, addWalkOptions } from "./walk-options.js";

/** `opend short-interest CODE…` */
export function addShortInterest(program: Command, run: Run): void {
  const command = program
    .command("short-interest")
    .summary("shares held short of HK and US stocks and funds")
    .description("Short interest of HK and US stocks and funds (Qot_GetShortInterest, 3249), newest day first.");
  addChartOption(addWalkOptions(addDayOptions(command))).action(
    run<WalkOptions & DayOptions>(async (context, codes, options) => {
      const { runWalk } = await import("../walk/run-walk.js");
      const { defineShortInterest } = await import("../walk/kinds/short-interest.js");
      const { kept, rest } = splitDays(options);
      await runWalk(context, { name: "short-interest", kept, define: defineShortInterest }, codes, rest);
    }),
  );
}
