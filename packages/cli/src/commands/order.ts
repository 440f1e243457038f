import type { Command } from "commander";
import type { CancelOptions } from "../trading/cancel-orders.js";
import type { ModifyOptions } from "../trading/modify-order.js";
import type { PlaceOptions } from "../trading/read-order.js";
import { addJsonOption } from "./json-option.js";
import { orderTypesText } from "./order-types-text.js";
import { parseDay, parsePercent, parsePrice, parseShift } from "./parse-values.js";
import type { Run } from "./run.js";
import { addOrderOptions } from "./trading-options.js";

/** `opend order place`, `modify` and `cancel`. */
export function addOrder(program: Command, run: Run): void {
  const summary = "place, modify and cancel orders";
  const order = program.command("order").summary(summary).description("Place, modify and cancel orders.");
  addPlace(order, run);
  addModify(order, run);
  addCancel(order, run);
}

function addPlace(order: Command, run: Run): void {
  const command = order
    .command("place")
    .description("Place an order on paper, or with --real on an account with real money. Prints its id.")
    .argument("<code>", "the security, such as HK.00700")
    .argument("<side>", "buy or sell")
    .argument("<quantity>", "shares or contracts")
    .option("--type <type>", "limit, market, stop … Default: limit with --price, market with --market")
    .option("--price <price>", "a limit order at this price", parsePrice)
    .option("--market", "an order at any price");
  addTriggerOptions(command)
    .option(
      "--time-in-force <time>",
      "day, gtc (until canceled), ioc (now or never) or gtd (until --expire). Default: day",
    )
    .option("--expire <day>", "the last day, with --time-in-force gtd", parseDay)
    .option("--session <session>", "of a US order: rth, eth, overnight or all. Default: the gateway's")
    .option("--outside-rth", "it may be filled before and after regular trading hours, in the US")
    .option("--position <id>", "the position to close, at moomoo JP")
    .option("--remark <text>", "a text that comes back with the order");
  addJsonOption(addOrderOptions(command))
    .addHelpText("after", orderTypesText)
    .action(
      run<PlaceOptions>(async (context, args, options) => {
        const { placeOrder } = await import("../trading/place-order.js");
        await placeOrder(context, args, options);
      }),
    );
}

function addModify(order: Command, run: Run): void {
  const command = order
    .command("modify")
    .description("Modify an open order. What is not named stays as it is. Prints its id.")
    .argument("<id>", "its id, as `opend orders` lists it")
    .option("--quantity <number>", "the new quantity, what was filled included")
    .option("--price <price>", "the new price", parsePrice);
  addJsonOption(addOrderOptions(addTriggerOptions(command))).action(
    run<ModifyOptions>(async (context, args, options) => {
      const { modifyOrder } = await import("../trading/modify-order.js");
      await modifyOrder(context, args, options);
    }),
  );
}

function addCancel(order: Command, run: Run): void {
  const command = order
    .command("cancel")
    .description("Cancel orders by their ids, or all open ones with --all. Asks once.")
    .argument("[id...]", "their ids, as `opend orders` lists them")
    .option("--all", "all open orders of the account, or of all accounts")
    .option("--code <code>", "with --all: only those of this security, such as HK.00700");
  addJsonOption(addOrderOptions(command)).action(
    run<CancelOptions>(async (context, args, options) => {
      const { cancelOrders } = await import("../trading/cancel-orders.js");
      await cancelOrders(context, args, options);
    }),
  );
}

/** Adds the options for the prices of orders that are triggered, and for the price that the gateway may move. */
function addTriggerOptions(command: Command): Command {
  return command
    .option("--trigger <price>", "the price that triggers a stop or if-touched order", parsePrice)
    .option("--trail-percent <percent>", "how far the trigger of a trailing order stays behind the price", parsePercent)
    .option("--trail-amount <amount>", "the same as an amount of money", parsePrice)
    .option("--trail-spread <amount>", "from the trigger to the limit, of a trailing stop limit order", parsePrice)
    .option(
      "--adjust <percent>",
      "move a price that is not on a tick, by at most this: 1 is up, -1 is down",
      parseShift,
    );
}
