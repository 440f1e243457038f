// Places a limit order to buy on a paper account and follows it until it is filled or canceled. No real money.
//
//   node examples/paper-trade.ts HK.00700 100 480
//
// This file stands alone. It needs @opend/futu and @opend/trade, and Node 24 or later, Deno or Bun (Node 20.20 or later
// once compiled).
import { connect } from "@opend/futu";
import { openAccount } from "@opend/trade";

const [code = "HK.00700", quantity = "100", price = "480"] = process.argv.slice(2);
const remark = `paper-trade ${Date.now()}`; // identifies this order

try {
  await using client = await connect({
    reconnect: { giveUpAfterMs: 10 * 60_000 },
    onStateChange: (state) => {
      if (state.status === "reconnecting") console.error(`reconnecting: ${state.cause.message}`);
    },
  });
  if (client.gateway.simulated) console.error("SIMULATED DATA: nothing below comes from a market.");
  // `paper: true` never opens an account with real money.
  const account = await openAccount(client, { paper: true, code });
  const updates = account.orderUpdates();
  await updates.open(); // from here on, no update of the order is missed
  await account.placeOrder({ code, side: "Buy", quantity: Number(quantity), price: Number(price), remark });
  console.log(["time", "status", "filled", "price"].join("\t"));
  for await (const order of updates) {
    if (order.remark !== remark) continue;
    console.log([order.updateTime, order.status, order.filledQuantity, order.averageFillPrice].join("\t"));
    if (!order.isOpen) break;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
