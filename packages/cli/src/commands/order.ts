import type { Command } from "commander";
import type { OrderOptions, PlaceOptions } from "../trading/place-order.js";
import { parsePrice } from "./parse-values.js";
import type { Run } from "./run.js";
import { addOrderOptions } from "./trading-options.js";

/** `opend order place` and `opend order cancel`. */
export function addOrder(program: Command, run: Run): void {
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
