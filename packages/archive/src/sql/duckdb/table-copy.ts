import { mkdtemp, readdir, rm, stat, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { onAbort } from "@opend/core/internal";
import type { Snapshot, SnapshotOf } from "../database.js";
import { quoteName, quoteText } from "../names.js";
import { openSession } from "./duckdb-session.js";

/** Copies that nobody removed, since their processes were killed, are removed by the next one after this time. */
const forgottenAfterMs = 24 * 3_600_000;
const fileName = "copy.duckdb";
/** What the names of folders of copies have before their end. */
const mark = ".reading-";
const temporaryName = "opend";

/**
 * Copies rows of a table into a file beside the database, or among temporary files where that is not allowed, as they are at
 * one moment. Who writes meanwhile does not wait.
 *
 * @param location the real path of the database
 * @param signal stops it
 * @returns the folder of the copy, which only the user of this process can open
 */
export async function copyTable(
  instance: DuckDBInstance,
  location: string,
  of: SnapshotOf,
  signal?: AbortSignal,
): Promise<string> {
  await removeForgotten(location);
  const folder = await makeFolder(location);
  const name = quoteName(basename(folder));
  const { connection } = await openSession(instance);
  const release = onAbort(signal, () => connection.interrupt());
  try {
    await checkRoom(location, folder);
    signal?.throwIfAborted();
    await connection.run(`ATTACH ${quoteText(join(folder, fileName))} AS ${name} (READ_WRITE)`);
    try {
      const table = quoteName(of.table);
      const where = of.where === undefined ? "" : `WHERE ${of.where}`;
      await connection.run(`CREATE TABLE ${name}.${table} AS SELECT * FROM ${table} ${where}`, [...of.values]);
    } finally {
      await connection.run(`DETACH ${name}`);
    }
    return folder;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  } finally {
    release();
    connection.closeSync();
  }
}

/** Opens a copy. Closing it removes it. */
export async function openCopy(folder: string): Promise<Snapshot> {
  const instance = await DuckDBInstance.create(join(folder, fileName), { access_mode: "READ_ONLY" });
  const { connection, all } = await openSession(instance);
  return {
    all,
    close: async () => {
      connection.closeSync();
      instance.closeSync();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Makes a folder that only this user can open. A database that may be read may be in a folder that may not be written. */
async function makeFolder(location: string): Promise<string> {
  return await mkdtemp(`${location}${mark}`).catch(() =>
    mkdtemp(join(tmpdir(), `${temporaryName}${mark}`)).catch((cause: Error) => {
      throw new Error(`a copy of the rows has no room beside it, nor in ${tmpdir()}: ${cause.message}`, { cause });
    }),
  );
}

/** A disk that is full would end the sync too. */
async function checkRoom(location: string, folder: string): Promise<void> {
  const [{ bavail, bsize }, { size }] = await Promise.all([statfs(folder), stat(location)]);
  if (bavail * bsize > size * 1.2) return;
  const megabytes = Math.ceil(size / 1e6);
  throw new Error(`a copy of the rows needs up to ${megabytes} MB in ${dirname(folder)}, and its disk has less left`);
}

async function removeForgotten(location: string): Promise<void> {
  await removeOld(dirname(location), `${basename(location)}${mark}`);
  await removeOld(tmpdir(), `${temporaryName}${mark}`);
}

/** What cannot be listed or removed, such as the copies of other users, is left to others. */
async function removeOld(folder: string, begin: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.startsWith(begin)) continue;
    const path = join(folder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (Date.now() - mtimeMs > forgottenAfterMs) await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}
