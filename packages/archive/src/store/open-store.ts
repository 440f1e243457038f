import { SqlStore } from "./sql-store.js";
import type { Store } from "./store.js";

/**
 * Opens an archive, and makes it if there is none.
 *
 * @param location the path of a DuckDB file, such as `shorts.duckdb`. `:memory:` is kept nowhere
 * @throws `StoreUnavailable`, `StoreVersion`, `StoreFailed`
 */
export async function openStore(location: string): Promise<Store> {
  const { openDuckDb } = await import("./duckdb/open-duckdb.js");
  return await SqlStore.open(await openDuckDb(location));
}
