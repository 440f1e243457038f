import { type Command, Option } from "commander";
import { firms, paperKinds } from "../trading/trading-options.js";
import { oneOf } from "./parse-values.js";

/** Adds the option that names the market of an account. */
export function addMarketOption(command: Command): Command {
  return command.option("--trade-market <market>", "the market of the account, such as HK, US or Futures");
}

/** Adds the options that name an account, on paper or with real money. */
export function addTradingOptions(command: Command): Command {
  return addMarketOption(command)
    .option("--real", "real money. Default: paper")
    .addOption(
      new Option("--paper-kind <kind>", "the kind of the paper account")
        .choices(paperKinds)
        .argParser(oneOf(paperKinds))
        .conflicts("real"),
    )
    .addOption(new Option("--firm <firm>", "the broker of the account").choices(firms).argParser(oneOf(firms)))
    .option("--account <id>", "the account, by its number");
}

/** Adds the options of a command that changes something. */
export function addOrderOptions(command: Command): Command {
  return addTradingOptions(command)
    .option("--yes", "do not ask before real money is used")
    .option("--password-file <file>", "a file with the trading password, which unlocks real accounts");
}
