import { type Command, Option } from "commander";
import type { HistoryOptions } from "../trading/history.js";
import type { TradingList } from "../trading/list-trading.js";
import { assetCategories, currencies, type TradingListOptions } from "../trading/trading-options.js";
import { addDayOptions } from "./day-options.js";
import { addOrder } from "./order.js";
import { oneOf } from "./parse-values.js";
import type { Run } from "./run.js";
import { addMarketOption, addTradingOptions } from "./trading-options.js";
import { addOutputOptions } from "./walk-options.js";

const lists: readonly (readonly [TradingList, string])[] = [
  ["accounts", "the trading accounts, on paper and with real money"],
  ["orders", "the orders of today, or past ones"],
  ["fills", "the deals of today, or past ones, with real money"],
  ["positions", "what the accounts hold"],
  ["funds", "cash, assets and buying power of the accounts"],
];

/** `opend accounts`, `orders`, `fills`, `positions`, `funds` and `order`. */
export function addTrading(program: Command, run: Run): void {
  for (const [name, summary] of lists) {
    const command = addOutputOptions(program.command(name).summary(summary).description(`List ${summary}.`));
    if (name === "accounts") addMarketOption(command);
    else addTradingOptions(command);
    if (name === "funds") {
      const currency = new Option(
        "--currency <currency>",
        "of the amounts. Default: that of the account's first market",
      );
      command.addOption(currency.choices(currencies).argParser(oneOf(currencies)));
    }
    if (name === "funds" || name === "positions") {
      const assets = new Option("--asset-category <assets>", "domestic or foreign assets, at moomoo JP");
      command.addOption(assets.choices(assetCategories).argParser(oneOf(assetCategories)));
    }
    if (name === "orders" || name === "fills") {
      const withHistory = command.option("--history", "past ones, as --since and --until say too");
      addDayOptions(withHistory, "90 days before the last one", "today");
    }
    command.action(
      run<TradingListOptions & HistoryOptions>(async (context, _, options) => {
        const { listTrading } = await import("../trading/list-trading.js");
        await listTrading(context, name, options);
      }),
    );
  }
  addOrder(program, run);
}
