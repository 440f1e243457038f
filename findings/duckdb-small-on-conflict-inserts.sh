#!/usr/bin/env bash
# @duckdb/node-api 1.5.5-r.5 (DuckDB 1.5.5), seen on 2026-11-30, Node 20.20.
#
# 100,000 new rows in one transaction, 500 a statement, into an empty table with a primary key. With ON CONFLICT, although
# no row conflicts, the uncommitted table takes about five times the memory (19 MB and not 4) and the statements about ten
# times as long; with 200,000 rows it is fifteen to twenty times as long. One would expect about the cost of plain INSERTs, as in
# PostgreSQL. The same statements into a temporary table, and one INSERT … SELECT … ON CONFLICT from there, cost what one
# expects.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.5-r.5

cat >program.mjs <<'JS'
import { DuckDBInstance } from "@duckdb/node-api";

const upsert = "ON CONFLICT (code) DO UPDATE SET name = excluded.name";

async function measure(way, write) {
  const instance = await DuckDBInstance.create(`${way}.duckdb`);
  const connection = await instance.connect();
  await connection.run("CREATE TABLE securities (code VARCHAR PRIMARY KEY, name VARCHAR)");
  const beganMs = performance.now();
  await connection.run("BEGIN");
  await write(connection);
  const ms = performance.now() - beganMs;
  const memory = "SELECT memory_usage_bytes / 1e6 FROM duckdb_memory() WHERE tag = 'IN_MEMORY_TABLE'";
  const [[megabytes]] = (await connection.runAndReadAll(memory)).getRows();
  await connection.run("COMMIT");
  connection.closeSync();
  instance.closeSync();
  console.log(`${way}: ${Math.round(ms)} ms, ${megabytes.toFixed(1)} MB`);
  return { ms, megabytes };
}

async function inPieces(connection, table, end = "") {
  for (let from = 0; from < 100_000; from += 500) {
    const rows = `SELECT 'HK.' || (id + ${from}), 'Simulated ' || (id + ${from}) FROM range(500) piece(id)`;
    await connection.run(`INSERT INTO ${table} ${rows} ${end}`);
  }
}

const plain = await measure("inserts", (connection) => inPieces(connection, "securities"));
const updates = await measure("updates", (connection) => inPieces(connection, "securities", upsert));
const staged = await measure("staged", async (connection) => {
  await connection.run("CREATE TEMPORARY TABLE staging (code VARCHAR, name VARCHAR)");
  await inPieces(connection, "staging");
  await connection.run(`INSERT INTO securities SELECT * FROM staging ${upsert}`);
});

const holds = updates.megabytes > 3 * plain.megabytes && updates.ms > 3 * plain.ms && updates.ms > 2 * staged.ms;
console.log(holds ? "as seen" : "this differs from what was seen");
process.exitCode = holds ? 0 : 1;
JS

node program.mjs
