import { realpath } from "node:fs/promises";
import type { Database } from "../database.js";
import { duckDbDialect, openMoment, openSession, readMoment } from "./duckdb-session.js";
import { holdFile, isHeld, openForWriting } from "./open-instance.js";
import { makePrivateWal, removeEmptyWal } from "./private-files.js";
import { serveReadings } from "./serve-readings.js";

/** Opens a DuckDB file, or makes it. Other processes read it through this one. @throws `StoreUnavailable` */
export async function openDuckDb(location: string): Promise<Database> {
  const instance = await openForWriting(location);
  const file = location === ":memory:" ? undefined : await realpath(location);
  // Once is enough for a process.
  const readings = file === undefined || isHeld(file) ? undefined : await serveReadings(instance, file);
  const release = file === undefined ? undefined : holdFile(file);
  const session = await openSession(instance);
  const { connection } = session;
  // One connection has one transaction at a time.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(part: () => Promise<T>): Promise<T> => {
    const result = last.then(() => {
      if (file !== undefined) makePrivateWal(location);
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
    ...duckDbDialect,
    run: (sql, values) => inTurn(() => session.run(sql, values)),
    all: (sql, values) => inTurn(() => session.all(sql, values)),
    transaction,
    // The file has one process anyway.
    exclusively: transaction,
    read: (part) => readMoment(instance, part),
    snapshot: () => openMoment(instance),
    close: async () => {
      await last;
      await readings?.close();
      connection.closeSync();
      instance.closeSync();
      if (release?.() === "last") removeEmptyWal(location);
    },
  };
}
