import { closeSync, existsSync, openSync, rmSync, statSync } from "node:fs";
import { chmod, link, mkdtemp, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

/** Read and written by this user, and by nobody else: an archive may hold what an account did. */
const ownerOnly = 0o600;

/**
 * Makes the file of a new database, which only this user can read. DuckDB would let everybody read it, and takes no empty file.
 * So it makes one in a folder that nobody else can enter. Where that is not possible, DuckDB says why when it opens the file.
 */
export async function makePrivateFile(location: string): Promise<void> {
  if (existsSync(location)) return;
  const folder = await mkdtemp(join(dirname(location), ".opend-")).catch(() => undefined);
  if (folder === undefined) return;
  try {
    const made = join(folder, "new.duckdb");
    (await DuckDBInstance.create(made)).closeSync();
    await chmod(made, ownerOnly);
    // Replaces no file that another process has made meanwhile.
    await link(made, location).catch(() => {});
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Makes the file of what was written last, `${location}.wal`, as private as the database. DuckDB removes it again and again, and
 * writes into one that is there, but makes one that everybody can read.
 */
export function makePrivateWal(location: string): void {
  const wal = walOf(location);
  if (existsSync(wal)) return;
  try {
    closeSync(openSync(wal, "wx", statSync(location).mode & 0o777));
  } catch {
    // The disk is full, say. The next write says so.
  }
}

/** Removes that file after the database was closed, if nothing is in it. */
export function removeEmptyWal(location: string): void {
  const wal = walOf(location);
  if (statSync(wal, { throwIfNoEntry: false })?.size === 0) rmSync(wal, { force: true });
}

function walOf(location: string): string {
  return `${location}.wal`;
}
