import { DuckDBInstance, DuckDBTimestampTZValue } from "@duckdb/node-api";
import { readSettings, serveRounds } from "../harness/serve-rounds.js";
import { makeTrades, type TableSettings } from "./trades.js";

const { file, format, rows } = readSettings<TableSettings>();
const connection = await (await DuckDBInstance.create(":memory:")).connect();
await connection.run("SET threads TO 1");
await connection.run(
  `CREATE TABLE trades (
    code VARCHAR, "time" TIMESTAMP WITH TIME ZONE, sequence VARCHAR, price DOUBLE, volume BIGINT, turnover DOUBLE,
    dir VARCHAR, isOddLot BOOLEAN
  )`,
);
const appender = await connection.createAppender("trades");
for (const { code, time, sequence, price, volume, turnover, dir, isOddLot } of makeTrades(rows)) {
  appender.appendVarchar(code);
  appender.appendTimestampTZ(new DuckDBTimestampTZValue(BigInt(Date.parse(time)) * 1000n));
  appender.appendVarchar(sequence);
  appender.appendDouble(price);
  appender.appendBigInt(BigInt(volume));
  appender.appendDouble(turnover);
  appender.appendVarchar(dir);
  appender.appendBoolean(isOddLot);
  appender.endRow();
}
appender.closeSync();

/** DuckDB has no Arrow files of its own. */
const settingsOf: Readonly<Partial<Record<TableSettings["format"], string>>> = {
  csv: "FORMAT csv",
  json: "FORMAT json, ARRAY true",
  ndjson: "FORMAT json",
  parquet: "FORMAT parquet",
};

await serveRounds(async (times) => {
  let written = 0;
  for (let n = 0; n < times; n++) {
    const { rowsChanged } = await connection.run(`COPY trades TO '${file}' (${settingsOf[format]})`);
    written = rowsChanged;
  }
  return { check: written };
});
