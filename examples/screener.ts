// Hong Kong's cheap big stocks: a minimum market value in billions, and a maximum price/earnings ratio.
//
//   node examples/screener.ts 100 15
//
// This file stands alone. It needs @opend/futu, and Node 24 or later, Deno or Bun (Node 20.20 or later once compiled).
import { connect, formatSecurity } from "@opend/futu";
import { Qot_Common } from "@opend/futu/protocols";
import { Qot_StockFilter, SortDir, StockField } from "@opend/futu/protocols/Qot_StockFilter";

const [billions = 100, highestPe = 15] = process.argv.slice(2).map(Number);
const { MarketVal: marketValue, PeTTM: pe } = StockField;

process.stdout.on("error", () => process.exit()); // the reader is gone, as with `| head`

try {
  await using client = await connect();
  if (client.gateway.simulated) console.error("SIMULATED DATA: nothing below comes from a market.");

  // Each request returns 200 stocks, and the limit is 10 requests in 30 s. The client waits when it has to.
  const stocks = client.paginate(Qot_StockFilter, {
    market: Qot_Common.QotMarket.HK_Security,
    baseFilterList: [
      // A condition filters only with `isNoFilter: false`. Otherwise the value is only shown.
      { fieldName: marketValue, filterMin: billions * 1e9, isNoFilter: false, sortDir: SortDir.Descend },
      { fieldName: pe, filterMin: 0, filterMax: highestPe, isNoFilter: false },
    ],
  });

  console.log(["code", "market value", "P/E", "name"].join("\t"));
  for await (const { security, name, baseDataList } of stocks) {
    const valueIn = (field: number) => baseDataList.find(({ fieldName }) => fieldName === field)?.value;
    console.log([formatSecurity(security), valueIn(marketValue), valueIn(pe), name].join("\t"));
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
