import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { ReadSession, Snapshot, SqlDialect, SqlSession, SqlValue } from "../database.js";

/** A session on a connection of its own. */
export interface DuckDbSession extends SqlSession {
  readonly connection: DuckDBConnection;
}

/** Opens a session of a DuckDB instance. */
export async function openSession(instance: DuckDBInstance): Promise<DuckDbSession> {
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  return {
    connection,
    async run(sql, values = []) {
      const { rowsChanged } = await connection.run(sql, [...values]);
      return rowsChanged;
    },
    async all(sql, values = []) {
      const reader = await connection.runAndReadAll(sql, [...values]);
      return reader.getRowObjectsJS().map((row) => Object.fromEntries(Object.entries(row).map(toPair)));
    },
  };
}

/** What is DuckDB's own. */
export const duckDbDialect: SqlDialect = {
  textRows: (parameter, names) => {
    const shape = `[{${names.map((name) => `${name}:"VARCHAR"`).join(",")}}]`;
    return `(SELECT unnest(from_json(CAST(${parameter} AS JSON), '${shape}'), recursive := true))`;
  },
};

/** Begins a transaction that sees one moment, beside all others. Closing it ends it. */
export async function openMoment(instance: DuckDBInstance): Promise<Snapshot> {
  const { connection, all } = await openSession(instance);
  await connection.run("BEGIN TRANSACTION READ ONLY");
  return { all, close: async () => connection.closeSync() };
}

/** Runs a part that reads, and sees one moment. */
export async function readMoment<T>(instance: DuckDBInstance, part: (session: ReadSession) => Promise<T>): Promise<T> {
  const moment = await openMoment(instance);
  try {
    return await part(moment);
  } finally {
    await moment.close();
  }
}

function toPair([name, value]: [string, unknown]): [string, SqlValue] {
  return [name, value === null || value === undefined ? null : String(value)];
}
