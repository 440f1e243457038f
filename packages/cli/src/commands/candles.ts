import type { CandleChoice } from "@opend/market";
import { type Command, Option } from "commander";
import type { WalkOptions } from "../walk/walk-plan.js";
import { addDayOptions, type DayOptions, splitDays } from "./day-options.js";
import type { Run } from "./run.js";
import { addChartOption, addWalkOptions } from "./walk-options.js";

type Options = WalkOptions & DayOptions & Pick<CandleChoice, "period" | "adjust" | "extendedHours" | "session">;

/** The periods that people ask for most. Others have the names of the contract. */
export const commonPeriods = [
  "1min",
  "3min",
  "5min",
  "15min",
  "30min",
  "60min",
  "day",
  "week",
  "month",
  "quarter",
  "year",
];

/** `opend candles CODE…` */
export function addCandles(program: Command, run: Run): void {
  const command = program
    .command("candles")
    .summary("candles of any period, adjusted for splits and dividends")
    .description("Candles of securities (Qot_RequestHistoryKL, 3103), oldest first.");
  addChartOption(addWalkOptions(addDayOptions(command)))
    .option("--period <period>", `${commonPeriods.join(" ")} … Default: day`)
    .addOption(
      new Option("--adjust <how>", "for splits and dividends. Default: forward").choices([
        "none",
        "forward",
        "backward",
      ]),
    )
    .option("--extended-hours", "with the time before and after the session, for US stocks")
    .option("--session <session>", "rth, eth (extended hours) or all (with the night), for US stocks")
    .action(
      run<Options>(async (context, codes, { period, adjust, extendedHours, session, ...options }) => {
        const { runWalk } = await import("../walk/run-walk.js");
        const { defineCandles } = await import("../walk/kinds/candles.js");
        const { kept: days, rest } = splitDays(options);
        const kept = {
          ...days,
          ...(period !== undefined && { period }),
          ...(adjust !== undefined && { adjust }),
          ...(extendedHours !== undefined && { extendedHours }),
          ...(session !== undefined && { session }),
        };
        await runWalk(context, { name: "candles", kept, define: defineCandles }, codes, rest);
      }),
    );
}
