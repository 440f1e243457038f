import type { Store } from "@opend/archive";
import { UsageError } from "../base/usage-error.js";
import { importArchive } from "./import-archive.js";

/** How to open a database. */
interface OpenOptions {
  /** Whether it is only read: a database that is not there is an error then. */
  readonly readOnly?: boolean;
}

/** Opens the database that `--db` names. @throws `UsageError`, `StoreUnavailable` … */
export async function openArchive(place: string | undefined, options: OpenOptions = {}): Promise<Store> {
  if (place === undefined) {
    throw new UsageError(
      "--db is required: a DuckDB file, such as shorts.duckdb, or a PostgreSQL database, such as postgres://user@host/database",
    );
  }
  const { openStore } = await importArchive();
  return await openStore(place, options);
}
