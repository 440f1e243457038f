// Trades as they happen, until Ctrl-C or until `--count` trades were printed.
//
//   node examples/live-ticker.ts HK.00700 US.AAPL
//   node examples/live-ticker.ts HK.00700 --count 20
//
// This file stands alone. It needs @opend/futu, and Node 24 or later, Deno or Bun (Node 20.20 or later once compiled).
import { parseArgs } from "node:util";
import { connect, formatSecurity } from "@opend/futu";
import { Qot_Common, Qot_UpdateTicker } from "@opend/futu/protocols";

const { Bid, Ask } = Qot_Common.TickerDirection;

process.stdout.on("error", () => process.exit()); // the reader is gone, as with `| head`

try {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { count: { type: "string" } } });
  const codes = positionals.length > 0 ? positionals : ["HK.00700"];
  let left = Number(values.count ?? Number.POSITIVE_INFINITY);

  await using client = await connect({
    // Without this limit, the loop would wait forever for a gateway that does not come back.
    reconnect: { giveUpAfterMs: 10 * 60_000 },
    onStateChange: (state) => {
      if (state.status === "reconnecting") console.error(`reconnecting: ${state.cause.message}`);
    },
  });
  if (client.gateway.simulated) console.error("SIMULATED DATA: nothing below comes from a market.");

  // The loop subscribes, and subscribes again after a reconnect. Closing the client ends the subscriptions.
  trades: for await (const { security, tickerList } of client.pushes(Qot_UpdateTicker, { codes })) {
    for (const { time, dir, price, volume } of tickerList) {
      const side = dir === Bid ? "buy" : dir === Ask ? "sell" : "neutral";
      console.log([formatSecurity(security), time, side, price, volume].join("\t"));
      if (--left <= 0) break trades;
    }
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
