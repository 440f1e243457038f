import type { Command } from "commander";
import { parseDay } from "./parse-values.js";

/** The days that a command is about. */
export interface DayOptions {
  readonly since?: string;
  readonly until?: string;
}

/** Adds the options that name the first and the last day. */
export function addDayOptions(command: Command, since = "the oldest", until = "the newest"): Command {
  return command
    .option("--since <day>", `the first day, such as 2026-01-01. Default: ${since}`, parseDay)
    .option("--until <day>", `the last day. Default: ${until}`, parseDay);
}

/** Splits off the options that are given. */
export function splitDays<Options extends DayOptions>({
  since,
  until,
  ...rest
}: Options): { readonly kept: DayOptions; readonly rest: Omit<Options, keyof DayOptions> } {
  return { kept: { ...(since !== undefined && { since }), ...(until !== undefined && { until }) }, rest };
}
