import type { Command } from "commander";
import { parseDay } from "../program/parse-values.js";
import type { WalkOptions } from "../walk/walk-plan.js";
import type { Run } from "./run.js";
import { addChartOption, addWalkOptions } from "./walk-options.js";

interface Options extends WalkOptions {
  readonly since?: string;
  readonly until?: string;
}

/** `opend short-volume CODE…`: the daily short volume of HK and US stocks and funds. */
export function addShortVolume(program: Command, run: Run): void {
  const command = program
    .command("short-volume")
    .summary("daily short volume of HK and US stocks and funds")
    .description("Daily short volume of HK and US stocks and funds (Qot_GetDailyShortVolume, 3248), newest day first.");
  addChartOption(addWalkOptions(command))
    .option("--since <day>", "the first day. Default: the oldest", parseDay)
    .option("--until <day>", "the last day. Default: the newest", parseDay)
    .action(
      run<Options>(async (context, codes, { since, until, ...options }) => {
        const { runWalk } = await import("../walk/run-walk.js");
        const { defineShortVolume } = await import("../walk/kinds/short-volume.js");
        const kept = { ...(since && { since }), ...(until && { until }) };
        await runWalk(context, { name: "short-volume", kept, define: defineShortVolume }, codes, options);
      }),
    );
}
