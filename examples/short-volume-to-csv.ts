// Daily short volume of stocks as CSV, newest day first, one page of each stock in turn.
//
//   node examples/short-volume-to-csv.ts HK.00700 US.AAPL > short-volume.csv
//
// This file stands alone. It needs @opend/futu, and Node 24 or later, Deno or Bun (Node 20.20 or later once compiled).
import { connect } from "@opend/futu";

const codes = process.argv.slice(2);
if (codes.length === 0) codes.push("HK.00700");
process.stdout.on("error", () => process.exit()); // the reader is gone, as with `| head`

try {
  await using client = await connect();
  if (client.gateway.simulated) console.error("SIMULATED DATA: nothing below comes from a market.");

  const rows = client.dailyShortVolume(codes);
  console.log("code,day,close,volume,short_volume,short_percent");
  for await (const { code, day, close, volume, shortVolume, shortRatio } of rows) {
    // A field that the gateway left out is undefined, not 0, so its cell stays empty.
    console.log([code, day, close, volume, shortVolume, shortRatio].join(","));
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
