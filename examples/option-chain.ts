// The options of a stock that expire on one day: one line per strike price, with the codes of the call and the put.
//
//   node examples/option-chain.ts US.AAPL              the next expiry day
//   node examples/option-chain.ts US.AAPL 2026-12-18
//
// This file stands alone. It needs @opend/futu, and Node 24 or later, Deno or Bun (Node 20.20 or later once compiled).
import { connect, formatSecurity } from "@opend/futu";
import { Qot_GetOptionChain, Qot_GetOptionExpirationDate } from "@opend/futu/protocols";

const [owner = "HK.00700", wantedDay] = process.argv.slice(2);

process.stdout.on("error", () => process.exit()); // the reader is gone, as with `| head`

try {
  await using client = await connect();
  if (client.gateway.simulated) console.error("SIMULATED DATA: nothing below comes from a market.");

  const { dateList } = await client.call(Qot_GetOptionExpirationDate, { owner });
  const days = dateList.flatMap(({ strikeTime }) => strikeTime ?? []).sort();
  console.error(`${owner} has options that expire on ${days.join(", ") || "no day"}`);
  const day = wantedDay ?? days[0];
  if (day === undefined) throw new Error(`${owner} has no options`);

  // One request covers up to 30 expiry days.
  const { optionChain } = await client.call(Qot_GetOptionChain, { owner, beginTime: day, endTime: day });

  console.log(["expiry", "strike", "call", "put"].join("\t"));
  for (const { strikeTime, option } of optionChain) {
    for (const { call, put } of option) {
      const strike = (call ?? put)?.optionExData?.strikePrice;
      const codes = [call, put].map((side) => side && formatSecurity(side.basic.security));
      console.log([strikeTime, strike, ...codes].join("\t"));
    }
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
