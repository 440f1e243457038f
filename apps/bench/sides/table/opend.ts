import { writeTable } from "@opend/table";
import { readSettings, serveRounds } from "../harness/serve-rounds.js";
import { makeTrades, type TableSettings, tradeColumns } from "./trades.js";

const { file, format, rows } = readSettings<TableSettings>();
const trades = makeTrades(rows);

await serveRounds(async (times) => {
  let written = 0;
  for (let n = 0; n < times; n++) written = (await writeTable(file, trades, { columns: tradeColumns, format })).rows;
  return { check: written };
});
