// Daily K-lines of a stock as CSV, oldest first. Each stock takes one unit of the history quota for 7 days.
//
//   node examples/kline-history.ts HK.00700 2020-01-01 2025-12-31 > klines.csv
//
// This file stands alone. It needs @opend/futu, and Node 24 or later, Deno or Bun (Node 20.20 or later once compiled).
import { connect } from "@opend/futu";
import { Qot_Common, Qot_RequestHistoryKL } from "@opend/futu/protocols";

// A Date stands for the day that it is in the market of the stock.
const [code = "HK.00700", firstDay = "2025-01-01", lastDay = new Date()] = process.argv.slice(2);

process.stdout.on("error", () => process.exit()); // the reader is gone, as with `| head`

try {
  await using client = await connect();
  if (client.gateway.simulated) console.error("SIMULATED DATA: nothing below comes from a market.");

  // Each request returns 1,000 K-lines. The loop requests the next page when it gets there.
  const klines = client.paginate(Qot_RequestHistoryKL, {
    security: code,
    klType: Qot_Common.KLType.Day,
    rehabType: Qot_Common.RehabType.Forward, // prices adjusted for splits and dividends
    beginTime: firstDay,
    endTime: lastDay,
  });

  console.log("day,open,high,low,close,volume");
  for await (const { time, isBlank, openPrice, highPrice, lowPrice, closePrice, volume } of klines) {
    if (isBlank) continue; // a day without trades
    console.log([time.slice(0, 10), openPrice, highPrice, lowPrice, closePrice, volume].join(","));
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
