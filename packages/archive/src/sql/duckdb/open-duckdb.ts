import { DuckDBInstance } from "@duckdb/node-api";
import { createArchiveError } from "../../base/archive-error.js";
import type { Database, SqlSession, SqlValue } from "../database.js";
import { makePrivateFile, makePrivateWal, removeEmptyWal } from "./private-files.js";

/** Opens a DuckDB file, or makes it. @throws `StoreUnavailable` */
export async function openDuckDb(location: string): Promise<Database> {
  const instance = await openInstance(location);
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  const session: SqlSession = {
    async run(sql, values = []) {
      const { rowsChanged } = await connection.run(sql, [...values]);
      return rowsChanged;
    },
    async all(sql, values = []) {
      const reader = await connection.runAndReadAll(sql, [...values]);
      return reader.getRowObjectsJS().map((row) => Object.fromEntries(Object.entries(row).map(toPair)));
    },
  };
  const isFile = location !== ":memory:";
  // One connection has one transaction at a time.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(part: () => Promise<T>): Promise<T> => {
    const result = last.then(() => {
      if (isFile) makePrivateWal(location);
      return part();
    });
    last = result.catch(() => {});
    return result;
  };
  const transaction: Database["transaction"] = (part) =>
    inTurn(async () => {
      await connection.run("BEGIN TRANSACTION");
      try {
        const result = await part(session);
        await connection.run("COMMIT");
        return result;
      } catch (error) {
        // A failed commit has ended the transaction already.
        await connection.run("ROLLBACK").catch(() => {});
        throw error;
      }
    });
  return {
    location,
    textRows: (parameter, names) => {
      const shape = `[{${names.map((name) => `${name}:"VARCHAR"`).join(",")}}]`;
      return `(SELECT unnest(from_json(CAST(${parameter} AS JSON), '${shape}'), recursive := true))`;
    },
    run: (sql, values) => inTurn(() => session.run(sql, values)),
    all: (sql, values) => inTurn(() => session.all(sql, values)),
    transaction,
    // The file has one process anyway.
    exclusively: transaction,
    close: async () => {
      await last;
      connection.closeSync();
      instance.closeSync();
      if (isFile) removeEmptyWal(location);
    },
  };
}

async function openInstance(location: string): Promise<DuckDBInstance> {
  try {
    if (location !== ":memory:") await makePrivateFile(location);
    return await DuckDBInstance.create(location);
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    const holder = /\(PID (\d+)\)/.exec(text)?.[1];
    const what = /lock/i.test(text)
      ? `another process${holder === undefined ? "" : `, number ${holder},`} has it open: end that one, or take another file`
      : (text.split("\n")[0] ?? "").replace(/^IO Error: /, "");
    throw createArchiveError("StoreUnavailable", `cannot open ${location}: ${what}`, { location }, { cause });
  }
}

function toPair([name, value]: [string, unknown]): [string, SqlValue] {
  return [name, value === null || value === undefined ? null : String(value)];
}
