import type { Command } from "commander";
import type { WalkOptions } from "../walk/walk-plan.js";
import { parseCount } from "./parse-values.js";
import type { Run } from "./run.js";
import { addOutputOptions, addResumeOptions } from "./walk-options.js";

/** `opend rank NAME` */
export function addRank(program: Command, run: Run): void {
  const command = program
    .command("rank")
    .summary("rankings: top movers, short selling, dividends …")
    .description("The first rows of a ranking. Without a name: which rankings there are.")
    .argument("[name]", "the ranking, such as top-movers")
    .argument("[request...]", "what it takes, such as market=HK, as for opend call");
  addResumeOptions(addOutputOptions(command))
    .option("--limit <rows>", "the most rows. Default: 20", parseCount)
    .action(
      run<WalkOptions>(async (context, words, options) => {
        const { runRank } = await import("../protocols/run-rank.js");
        await runRank(context, words, options);
      }),
    );
}
