import type { Command } from "commander";
import type { WalkOptions } from "../walk/walk-plan.js";
import { addDayOptions, type DayOptions, splitDays } from "./day-options.js";
import type { Run } from "./run.js";
import { addChartOption, addWalkOptions } from "./walk-options.js";

/** `opend short-volume CODE…` */
export function addShortVolume(program: Command, run: Run): void {
  const command = program
    .command("short-volume")
    .summary("daily short volume of HK and US stocks and funds")
    .description("Daily short volume of HK and US stocks and funds (Qot_GetDailyShortVolume, 3248), newest day first.");
  addChartOption(addWalkOptions(addDayOptions(command))).action(
    run<WalkOptions & DayOptions>(async (context, codes, options) => {
      const { runWalk } = await import("../walk/run-walk.js");
      const { defineShortVolume } = await import("../walk/kinds/short-volume.js");
      const { kept, rest } = splitDays(options);
      await runWalk(context, { name: "short-volume", kept, define: defineShortVolume }, codes, rest);
    }),
  );
}
