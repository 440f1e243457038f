import type { Command } from "commander";
import type { HistoryOptions } from "../trading/history.js";
import type { TradingList } from "../trading/list-trading.js";
import type { TradingListOptions } from "../trading/trading-options.js";
import { addDayOptions } from "./day-options.js";
import { addOrder } from "./order.js";
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
