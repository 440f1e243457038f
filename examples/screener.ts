// Hong Kong's cheap big stocks: at least so many billions of market value, at most so high a price/earnings ratio.
//
//   node examples/screener.ts 100 15
//
// This file stands alone. It needs @opend/futu and a Node from 24 on, Deno or Bun (or any Node from 20.20 on, once compiled).
import { connect, formatSecurity } from "@opend/futu";
import { Qot_Common } from "@opend/futu/protocols";
import { Qot_StockFilter, SortDir, StockField } from "@opend/futu/protocols/Qot_StockFilter";

const [billions = 100, highestPe = 15] = process.argv.slice(2).map(Number);
const { StockField_MarketVal: marketValue, StockField_PeTTM: pe } = StockField;

process.stdout.on("error", () => process.exit()); // the reader has left, as `| head` does

try {
  await using client = await connect();
  if (client.gateway.simulated) console.error("SIMULATED DATA: nothing below comes from a market.");

  // 200 stocks to a request, and 10 requests in 30 s: the client waits for its turn by itself.
  const stocks = client.paginate(Qot_StockFilter, {
    market: Qot_Common.QotMarket.QotMarket_HK_Security,
    baseFilterList: [
      // A condition counts only with `isNoFilter: false`. Without it the value is only shown.
      { fieldName: marketValue, filterMin: billions * 1e9, isNoFilter: false, sortDir: SortDir.SortDir_Descend },
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
