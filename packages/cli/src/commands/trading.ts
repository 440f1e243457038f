import { type Command, Option } from "commander";
import type { HistoryOptions, TradingList } from "../trading/list-trading.js";
import type { OrderOptions, PlaceOptions } from "../trading/place-order.js";
import { paperKinds, type TradingListOptions } from "../trading/trading-options.js";
import { addDayOptions } from "./day-options.js";
import { parsePrice } from "./parse-values.js";
import type { Run } from "./run.js";
import { addOutputOptions } from "./walk-options.js";

function addMarketOption(command: Command): Command {
  return command.option("--trade-market <market>", "the market of the account, such as HK, US or Futures");
}

function addTradingOptions(command: Command): Command {
  return addMarketOption(command)
    .option("--real", "real money. Default: paper")
    .addOption(
      new Option("--paper-kind <kind>", "the kind of the paper account")
        .choices(Object.keys(paperKinds))
        .conflicts("real"),
    )
    .option("--account <id>", "the account, by its number");
}

function addOrderOptions(command: Command): Command {
  return addTradingOptions(command)
    .option("--yes", "do not ask before real money is used")
    .option("--password-file <file>", "a file with the trading password, which unlocks real accounts");
}

/** `opend accounts`, `orders`, `positions`, `funds` and `order`. */
export function addTrading(program: Command, run: Run): void {
  const lists: readonly [TradingList, string][] = [
    ["accounts", "the trading accounts, on paper and with real money"],
    ["orders", "the orders of today, or past ones"],
    ["positions", "what the accounts hold"],
    ["funds", "cash, assets and buying power of the accounts"],
  ];
  for (const [name, summary] of lists) {
    const command = addOutputOptions(program.command(name).summary(summary).description(`List ${summary}.`));
    if (name === "accounts") addMarketOption(command);
    else addTradingOptions(command);
    if (name === "orders") addDayOptions(command.option("--history", "past orders. Default: of 90 days"));
    command.action(
      run<TradingListOptions & HistoryOptions>(async (context, _, options) => {
        const { listTrading } = await import("../trading/list-trading.js");
        await listTrading(context, name, options);
      }),
    );
  }

  const order = program.command("order").summary("place and cancel orders").description("Place and cancel orders.");
  addOrderOptions(
    order
      .command("place")
      .description("Place an order on paper, or with --real on an account with real money. Prints its id.")
      .argument("<code>", "the security, such as HK.00700")
      .argument("<side>", "buy or sell")
      .argument("<quantity>", "shares or contracts"),
  )
    .option("--price <price>", "a limit order at this price", parsePrice)
    .option("--market", "an order at any price")
    .option("--remark <text>", "a text that comes back with the order")
    .action(
      run<PlaceOptions>(async (context, args, options) => {
        const { placeOrder } = await import("../trading/place-order.js");
        await placeOrder(context, args, options);
      }),
    );
  addOrderOptions(
    order.command("cancel").description("Cancel an order.").argument("<id>", "its id, as `opend orders` lists it"),
  ).action(
    run<OrderOptions>(async (context, args, options) => {
      const { cancelOrder } = await import("../trading/place-order.js");
      await cancelOrder(context, args, options);
    }),
  );
}
