import { type Command, Option } from "commander";
import { addJsonFormat } from "./json-option.js";
import { collect, parseCount } from "./parse-values.js";

/** The names of the formats. They stand here too, so that `--help` loads no writer; a spec compares them. */
export const formatNames = ["table", "csv", "json", "ndjson", "parquet", "arrow"];

/** Adds the options that say where rows go. */
export function addOutputOptions(command: Command): Command {
  const withFormat = command.addOption(
    new Option("--format <format>", "how to write rows. Default: a table on a terminal, CSV in a pipe").choices(
      formatNames,
    ),
  );
  return addJsonFormat(withFormat)
    .option(
      "--out <file>",
      "write a file, whose ending tells the format: .csv .json .ndjson .parquet .arrow. Can be repeated",
      collect,
    )
    .option("--columns <names>", "which columns, in which order: day,close,volume")
    .option("--as-text <names>", "columns to write as text, such as times without an offset into Parquet or Arrow")
    .option("--escape-formulas", "mark texts in CSV that a spreadsheet would run as formulas");
}

/** Adds the options that name securities. */
export function addCodeOptions(command: Command): Command {
  return command
    .argument("[code...]", "security codes, such as HK.00700. - reads them from stdin")
    .option("--codes-file <file>", "a file with a code on each line")
    .option("--plate <code>", "the members of a plate or an index, such as HK.LIST1910")
    .option("--market <market>", "all stocks of a market, such as HK");
}

/** Adds the options of a command that may end early. */
export function addResumeOptions(command: Command): Command {
  return command
    .option("--fail-fast", "end at the first code that is refused. Default: go on with the others")
    .option("--resume <file>", "go on where the run that wrote this file ended early");
}

/** Adds the options of a command that walks securities, page by page. */
export function addWalkOptions(command: Command): Command {
  const withLimits = addOutputOptions(addCodeOptions(command))
    .option("--limit <rows>", "the most rows of each code", parseCount)
    .option("--preview <rows>", "print only this many rows of each code, and write all of them to --out", parseCount);
  return addResumeOptions(withLimits);
}

/** Adds the option that draws. */
export function addChartOption(command: Command): Command {
  return command.option("--chart", "draw a picture instead. With --out FILE.svg, .png or .html: a figure");
}
