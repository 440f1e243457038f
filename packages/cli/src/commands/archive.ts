import { type Command, Option } from "commander";
import type { ExportCommandOptions } from "../archive/run-export.js";
import type { SyncCommandOptions } from "../archive/sync-options.js";
import { UsageError } from "../base/usage-error.js";
import { addJsonOption } from "./json-option.js";
import { collect, parseDay, parseListenPlace } from "./parse-values.js";
import type { Run } from "./run.js";

const db = "the database: a DuckDB file, such as shorts.duckdb, or postgres://user@host/database";
const datasetText = "short-volume, short-interest, candles, rehab, trading-days, securities, orders or fills";
const gatewaysText = "several gateways, such as futu,moomoo or futu=tcp://host:port. Default: the one found first";
const metricsText = "serve OpenMetrics at this place, such as 127.0.0.1:9464";

/** `opend sync`, `worker` and `export`. */
export function addArchive(program: Command, run: Run): void {
  const sync = program
    .command("sync")
    .summary("keep a dataset in a database, and bring it up to date")
    .description(
      `Brings a dataset up to date in a database: ${datasetText}. A run that ended early goes on where it was.`,
    )
    .argument("[dataset]", datasetText)
    .argument("[code...]", "security codes, such as HK.00700. - reads them from stdin")
    .option("--db <place>", db)
    .option("--codes-file <file>", "a file with a code on each line")
    .option("--market <market>", "all stocks of a market, such as HK. Can be repeated", collect)
    .option("--period <period>", "how long candles are: 1min, 5min, 60min, day, week, month … Default: day")
    .option("--since <day>", "the first day, such as 2026-01-01. Default: all that the gateway has", parseDay)
    .option("--history", "keep rows that change in a table of history")
    .option("--gateways <list>", gatewaysText)
    .option("--metrics <place>", metricsText, parseListenPlace)
    .option("--status", "show what the database has, what is missing, and what failed and why");
  addJsonOption(sync, "with --status: as JSON")
    .option("--check", "with --status: end with 1 unless all that was asked for is there")
    .action(
      run<SyncCommandOptions>(async (context, args, options) => {
        if (options.status) {
          const { runStatus } = await import("../archive/run-status.js");
          await runStatus(context, options);
          return;
        }
        if (options.json) throw new UsageError("--json goes with --status");
        const { runSync } = await import("../archive/run-sync.js");
        await runSync(context, args, options);
      }),
    );

  program
    .command("worker")
    .summary("fetch for the syncs of other processes, over one more gateway")
    .description(
      "Fetches for every sync into a PostgreSQL database, until it is ended: one worker for each gateway. Needs Node 22.12.",
    )
    .option("--db <place>", "the database: postgres://user@host/database")
    .option("--gateways <list>", gatewaysText)
    .option("--metrics <place>", metricsText, parseListenPlace)
    .action(
      run<SyncCommandOptions>(async (context, _, options) => {
        const { runWorker } = await import("../archive/run-worker.js");
        await runWorker(context, options);
      }),
    );

  program
    .command("export")
    .summary("write a dataset of a database into files")
    .description("Writes a dataset of a database into a file, or into a folder: a file for each market and year.")
    .argument("<dataset>", datasetText)
    .argument("[code...]", "only these security codes")
    .option("--db <place>", db)
    .option("--out <place>", "a file, whose ending tells the format, or a folder, such as shorts/")
    .addOption(
      new Option("--format <format>", "the format. Default: what the ending tells, and Parquet in folders").choices([
        "csv",
        "json",
        "ndjson",
        "parquet",
        "arrow",
      ]),
    )
    .option("--period <period>", "how long candles are. Default: day")
    .option("--market <market>", "only this market, such as HK")
    .option("--codes-file <file>", "a file with a code on each line")
    .option("--since <day>", "the first day, such as 2026-01-01", parseDay)
    .option("--until <day>", "the last day", parseDay)
    .action(
      run<ExportCommandOptions>(async (context, args, options) => {
        const { runExport } = await import("../archive/run-export.js");
        await runExport(context, args, options);
      }),
    );
}
