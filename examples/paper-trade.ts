// Buys at market on a paper account, and shows the order and what the account holds then.
//
//   node examples/paper-trade.ts HK.00700 100
import { connect, marketOf } from "@opend/futu";
import { openAccount } from "@opend/trade";
import { warnIfSimulated } from "./warn-if-simulated.ts";

try {
  const [code = "HK.00700", quantity = "100"] = process.argv.slice(2);

  await using client = await connect();
  await warnIfSimulated(client);

  // paper: true never opens an account with real money.
  const account = await openAccount(client, { paper: true, market: marketOf(code) === "US" ? "US" : "HK" });
  const { orderId } = await account.placeOrder({ code, side: "buy", quantity: Number(quantity), type: "market" });

  console.log("what\tcode\tquantity\tprice");
  for (const { status, filledQuantity, averageFillPrice } of await account.orders({ ids: [orderId] })) {
    console.log([status, code, filledQuantity, averageFillPrice].join("\t"));
  }
  for (const position of await account.positions()) {
    console.log(["position", position.code, position.quantity, position.dilutedCost].join("\t"));
  }
  const { cash } = await account.funds();
  console.error(`cash: ${cash}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
