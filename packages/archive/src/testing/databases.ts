import { join } from "node:path";
import { type PostgresServer, startPostgres } from "@opend/test-kit/start-postgres";
import { tempFolder } from "@opend/test-kit/temp-folder";
import { afterAll, beforeAll } from "vitest";
import { openArchive } from "./open-archive.js";

/** The databases that a spec runs with. */
export type DatabaseKind = "DuckDB" | "PostgreSQL";

/** Makes new, empty databases for the tests of a file. */
export interface Databases {
  /** @returns where it is */
  create(kind: DatabaseKind): Promise<string>;
  readonly server: () => PostgresServer;
}

/** Starts a PostgreSQL server for the tests of a file, and stops it after them. */
export function useDatabases(): Databases {
  let server: PostgresServer | undefined;
  beforeAll(async () => {
    server = await startPostgres();
  }, 120_000);
  afterAll(() => server?.stop());
  const started = () => {
    if (server === undefined) throw new Error("the server is started before the tests");
    return server;
  };
  return {
    create: async (kind) =>
      kind === "PostgreSQL" ? started().createDatabase() : join(await tempFolder({}), "archive.duckdb"),
    server: started,
  };
}

/** Everything in the table of a dataset, and what the archive says of it. */
export async function dump(location: string, dataset: { readonly name: string }) {
  const { store, database } = await openArchive(location);
  const columns = await database.all(
    "SELECT column_name FROM information_schema.columns WHERE table_name = $1 ORDER BY column_name",
    [dataset.name],
  );
  const names = columns.map((row) => `CAST("${row["column_name"]}" AS TEXT) AS "${row["column_name"]}"`);
  const rows = await database.all(`SELECT ${names.join(", ")} FROM ${dataset.name} ORDER BY code, day`);
  const states = await database.all(
    "SELECT subject, coverage FROM opend_subjects WHERE dataset = $1 ORDER BY subject",
    [dataset.name],
  );
  await store.close();
  return { rows, states };
}
