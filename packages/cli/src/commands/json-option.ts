import { EventEmitter } from "node:events";
import type { Command } from "commander";

/** Adds `--json`: stdout gets what programs read, and nothing else. */
export function addJsonOption(command: Command, what = "as JSON"): Command {
  return command.option("--json", what);
}

/** Adds `--json` to a command that has `--format`, as another way to write `--format json`. */
export function addJsonFormat(command: Command): Command {
  return addJsonOption(command, "rows as JSON, one array: --format json").on("option:json", () => {
    command.setOptionValue("json", undefined);
    // Commands emit the options that they read. The types of commander leave that out.
    if (command instanceof EventEmitter) command.emit("option:format", "json");
  });
}
