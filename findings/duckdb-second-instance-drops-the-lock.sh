#!/usr/bin/env bash
# @duckdb/node-api 1.5.5-r.5 (DuckDB 1.5.5), seen on 2026-11-30, Node 20.20, Linux.
#
# A DuckDB file belongs to the process that has opened it for writing: another process is refused. But
# `DuckDBInstance.create(path)` of one path twice in one process succeeds, and closing the second instance gives up the lock
# of the first, which is still open and in the middle of its work. From then on another process opens the same file for
# writing beside it. One would expect the second `create` to fail, to share the first instance, or the lock to stay as
# long as one of them is open. `DuckDBInstance.fromCache(path)` does what one expects: it shares one instance.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.5-r.5

cat >other.mjs <<'JS'
import { DuckDBInstance } from "@duckdb/node-api";
try {
  const instance = await DuckDBInstance.create(process.argv[2]);
  instance.closeSync();
  console.log("opened");
} catch (error) {
  console.log(/lock/i.test(error.message) ? "refused: the file is locked" : error.message);
}
JS

cat >program.mjs <<'JS'
import { execFileSync } from "node:child_process";
import { DuckDBInstance } from "@duckdb/node-api";

const other = (path) => execFileSync(process.execPath, ["other.mjs", path], { encoding: "utf8" }).trim();

for (const open of ["create", "fromCache"]) {
  const path = `${open}.duckdb`;
  const first = await DuckDBInstance[open](path);
  const connection = await first.connect();
  await connection.run("CREATE TABLE rows (id INTEGER)");
  console.log(`${open}: another process beside one instance: ${other(path)}`);
  const second = await DuckDBInstance[open](path);
  second.closeSync();
  await connection.run("INSERT INTO rows VALUES (1)");
  console.log(`${open}: another process after a second one was closed: ${other(path)}`);
  connection.closeSync();
  first.closeSync();
}
JS

seen=$(node program.mjs)
echo "$seen"
expected="create: another process beside one instance: refused: the file is locked
create: another process after a second one was closed: opened
fromCache: another process beside one instance: refused: the file is locked
fromCache: another process after a second one was closed: refused: the file is locked"
[ "$seen" = "$expected" ] || { echo "this differs from what was seen: $expected" >&2; exit 1; }
