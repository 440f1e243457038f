import { realpath } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { DuckDBInstance } from "@duckdb/node-api";
import type { Database, Snapshot, SnapshotOf } from "../database.js";
import { duckDbDialect, readMoment } from "./duckdb-session.js";
import { isHeld, isLock, unavailable } from "./open-instance.js";
import { HolderGone, openReading, type Reading } from "./open-reading.js";
import { copyTable, openCopy } from "./table-copy.js";

/** A process that has just opened the file does not answer yet, and one that is closing it no more. */
const holderChangesMs = 1500;
const tryAgainMs = 50;

/**
 * Opens a DuckDB file for reading. It is open only for moments, so nobody who wants to write has to wait for long. While another
 * process has it open, that one is asked.
 *
 * @throws `StoreUnavailable`
 */
export async function openDuckDbReader(location: string): Promise<Database> {
  const file = await realpath(location);
  const reach = <T>(ways: Ways<T>) => reachFile(location, file, ways);
  const read: Database["read"] = (part) =>
    reach({
      direct: (instance) => readMoment(instance, part),
      through: (reading) => part(reading).finally(() => reading.close()),
    });
  const refuse = () => Promise.reject(new Error("it is opened only for reading"));
  // What cannot be opened is said now.
  await read(async () => {});
  return {
    location,
    ...duckDbDialect,
    run: refuse,
    transaction: refuse,
    exclusively: refuse,
    all: (sql, values) => read((session) => session.all(sql, values)),
    read,
    snapshot: (of) =>
      reach({
        direct: async (instance) => openCopy(await copyTable(instance, file, of)),
        through: async (reading) => openLent(reading, of),
      }),
    close: async () => {},
  };
}

/** A copy that another process made. It removes the copy when the connection ends, in case that we are killed. */
async function openLent(reading: Reading, of: SnapshotOf): Promise<Snapshot> {
  try {
    const copy = await openCopy(await reading.copy(of));
    return { ...copy, close: () => copy.close().finally(() => reading.close()) };
  } catch (error) {
    reading.close();
    throw error;
  }
}

/** How to read a file that is opened now, and one that another process has open. */
interface Ways<T> {
  direct(instance: DuckDBInstance): Promise<T>;
  through(reading: Reading): Promise<T>;
}

async function reachFile<T>(location: string, file: string, { direct, through }: Ways<T>): Promise<T> {
  const untilMs = performance.now() + holderChangesMs;
  while (true) {
    const opened = isHeld(file) ? { cause: new Error("lock") } : await openForReading(location);
    if (opened instanceof DuckDBInstance) {
      try {
        return await direct(opened);
      } finally {
        opened.closeSync();
      }
    }
    const reading = await openReading(file);
    if (reading !== undefined) {
      try {
        return await through(reading);
      } catch (error) {
        if (!(error instanceof HolderGone)) throw error;
      }
    } else if (!isLock(opened.cause) || performance.now() > untilMs) {
      throw unavailable(location, opened.cause);
    }
    await sleep(tryAgainMs);
  }
}

async function openForReading(location: string): Promise<DuckDBInstance | { readonly cause: unknown }> {
  try {
    return await DuckDBInstance.fromCache(location, { access_mode: "READ_ONLY" });
  } catch (cause) {
    return { cause };
  }
}
