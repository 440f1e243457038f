import type { Database } from "./sql/database.js";
import { SqlStore } from "./sql-store.js";
import type { Store } from "./store.js";

/**
 * Opens an archive, and makes it if there is none.
 *
 * @param location the path of a DuckDB file, such as `shorts.duckdb`, or the URL of a PostgreSQL database, such as
 * `postgres://user@host/database`. `:memory:` is kept nowhere
 * @throws `StoreUnavailable`, `StoreVersion`, `StoreFailed`
 */
export async function openStore(location: string): Promise<Store> {
  return await SqlStore.open(await openDatabase(location));
}

/** Opens a database by its path or URL. Loads only what that one needs. @throws `StoreUnavailable` */
export async function openDatabase(location: string): Promise<Database> {
  if (/^postgres(?:ql)?:\/\//.test(location)) {
    const { openPostgres } = await import("./postgres/open-postgres.js");
    return await openPostgres(location);
  }
  const { openDuckDb } = await import("./duckdb/open-duckdb.js");
  return await openDuckDb(location);
}
