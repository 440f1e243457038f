import type { Command } from "commander";
import type { CodeOptions } from "../codes/read-codes.js";
import type { WatchOptions } from "../watch/watch-codes.js";
import { addJsonOption } from "./json-option.js";
import type { Run } from "./run.js";
import { addCodeOptions } from "./walk-options.js";

/** `opend watch CODE…` */
export function addWatch(program: Command, run: Run): void {
  const command = program
    .command("watch")
    .summary("live quotes, order books, trades and candles")
    .description("Live quotes: in place on a terminal, as a line of JSON for each update in a pipe. Ctrl-C ends it.");
  addJsonOption(addCodeOptions(command), "lines of JSON, also on a terminal")
    .option("--book", "the order book too")
    .option("--orders", "with --book: the single orders of each level, for HK securities, in lines of JSON")
    .option("--ticks", "the latest trades too")
    .option("--candles <period>", "the current candle of a period too: 1min, 5min, day …")
    .option(
      "--session <session>",
      "for candles and trades of US stocks: rth, eth (extended hours) or all (with the night)",
    )
    .option("--no-quotes", "without quotes")
    .action(
      run<CodeOptions & WatchOptions>(async (context, codes, options) => {
        const { watchCodes } = await import("../watch/watch-codes.js");
        await watchCodes(context, codes, options);
      }),
    );
}
