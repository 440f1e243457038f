// Daily short volume of stocks as CSV, newest day first, a page of each stock in turn.
//
//   node examples/short-volume-to-csv.ts HK.00700 US.AAPL > short-volume.csv
//
// This file stands alone. It needs @opend/futu and a Node from 24 on, Deno or Bun (or any Node from 20.20 on, once compiled).
import { connect } from "@opend/futu";

const codes = process.argv.slice(2);
if (codes.length === 0) codes.push("HK.00700");
process.stdout.on("error", () => process.exit()); // the reader has left, as `| head` does

try {
  await using client = await connect();
  if (client.gateway.simulated) console.error("SIMULATED DATA: nothing below comes from a market.");

  const rows = client.dailyShortVolume(codes);
  console.log("code,day,close,volume,short_volume");
  for await (const row of rows) {
    const { code, timestampStr: day, closePrice: close } = row;
    // The two markets report different things: `market` tells them apart.
    const [volume, shortVolume] =
      row.market === "HK" ? [row.sharesTraded, row.shortSellSharesTraded] : [row.volume, row.totalSharesShort];
    // What the gateway left out is undefined, not 0: the cell stays empty.
    console.log([code, day, close, volume, shortVolume].join(","));
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
