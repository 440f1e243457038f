import { DuckDBInstance } from "@duckdb/node-api";

/** What DuckDB reads of a Parquet file: the types of its columns, and its rows. */
export async function readParquet(file: string) {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run("SET TimeZone = 'UTC'");
  const read = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
  const schema = await read(`DESCRIBE SELECT * FROM '${file}'`);
  const rows = await read(`SELECT * FROM '${file}' ORDER BY ALL`);
  connection.closeSync();
  return { schema, rows };
}
