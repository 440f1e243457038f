import { existsSync } from "node:fs";
import { createError, withoutUserInfo } from "@opend/core/internal";
import { createArchiveError } from "../base/archive-error.js";
import type { LeaseOptions } from "../queue/lease-options.js";
import { MemoryQueue } from "../queue/memory-queue.js";
import type { WorkQueue } from "../queue/work-queue.js";
import type { Database } from "../sql/database.js";
import { SqlStore } from "./sql-store.js";
import type { Store } from "./store.js";

/**
 * Opens an archive, and makes it if there is none.
 *
 * @param location the path of a DuckDB file, such as `shorts.duckdb`, or the URL of a PostgreSQL database, such as
 * `postgres://user@host/database`. `:memory:` is kept nowhere
 * @throws `InvalidOption`, `StoreUnavailable`, `StoreVersion`, `StoreFailed`
 */
export async function openStore(location: string, options: StoreOptions = {}): Promise<Store> {
  const { readOnly = false, ...leases } = options;
  if (readOnly && isPath(location) && !existsSync(location)) {
    throw createArchiveError("StoreUnavailable", `there is no ${location}`, { location });
  }
  const { database, openQueue } = await openDatabase(location, { ...leases, readOnly });
  return await SqlStore.open(database, openQueue, readOnly);
}

/** How to open an archive. */
export interface StoreOptions extends LeaseOptions {
  /**
   * Whether it is only read: an archive that is not there is an error then. A DuckDB file that another process syncs into is
   * read through that process, which is not held up. Default: false.
   */
  readonly readOnly?: boolean | undefined;
}

/** A database, and the queue that keeps its work. */
export interface OpenDatabase {
  readonly database: Database;
  openQueue(): Promise<WorkQueue>;
}

/** Opens a database by its path or URL. Loads only what that one needs. @throws `InvalidOption`, `StoreUnavailable` */
export async function openDatabase(
  location: string,
  { now = () => new Date(), readOnly, ...options }: StoreOptions & { readonly now?: () => Date } = {},
): Promise<OpenDatabase> {
  if (/^postgres(?:ql)?:\/\//.test(location)) {
    const { openPostgres } = await import("../sql/postgres/open-postgres.js");
    const database = await openPostgres(location);
    return {
      database,
      openQueue: async () => (await import("../queue/boss-queue.js")).openBossQueue(database, options),
    };
  }
  if (location !== ":memory:" && !isPath(location)) {
    const shown = withoutUserInfo(location);
    const message = `${JSON.stringify(shown)} is not a database: give the path of a DuckDB file, such as shorts.duckdb, or the URL of a PostgreSQL database, such as postgres://user@host/database`;
    throw createError("InvalidOption", message, { option: "location" });
  }
  const isReader = readOnly && location !== ":memory:";
  const database = isReader
    ? await (await import("../sql/duckdb/open-duckdb-reader.js")).openDuckDbReader(location)
    : await (await import("../sql/duckdb/open-duckdb.js")).openDuckDb(location);
  return { database, openQueue: async () => new MemoryQueue(() => now().getTime()) };
}

/**
 * Whether it can be the path of a file, and not a URL that is mistyped. What begins with a scheme is none: DuckDB would load a
 * plugin for some of them. A path of Windows begins with one letter.
 */
function isPath(location: string): boolean {
  return location !== "" && !/^\s*(?:[a-z][a-z0-9+.-]+)?:/i.test(location) && withoutUserInfo(location) === location;
}
