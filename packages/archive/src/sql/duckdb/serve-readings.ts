import { once } from "node:events";
import { chmod, rm } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import type { DuckDBInstance } from "@duckdb/node-api";
import type { Snapshot } from "../database.js";
import { openMoment } from "./duckdb-session.js";
import { messagesOf, type ReadingReply, type ReadingRequest, readingVersion, sendMessage } from "./reading-messages.js";
import { readingPlace } from "./reading-place.js";
import { copyTable } from "./table-copy.js";

/** A reader that is silent for this long in the middle of a reading would keep old rows alive. */
const silentAfterMs = 60_000;

/** Lets other processes read. */
export interface Readings {
  /** Ends what is being read. The readers open the database themselves then. */
  close(): Promise<void>;
}

/**
 * Lets other processes of this user read a database that this process has open. What cannot be served is not an error: the
 * readers are told that the database is open elsewhere.
 *
 * @param file its real path
 */
export async function serveReadings(instance: DuckDBInstance, file: string): Promise<Readings> {
  const place = readingPlace(file);
  if (place === undefined) return { close: async () => {} };
  const sockets = new Set<Socket>();
  const served = new Set<Promise<void>>();
  const closing = new AbortController();
  const server = createServer((socket) => {
    socket.unref();
    sockets.add(socket);
    const serving = serveReader(socket, instance, file, closing.signal).finally(() => {
      sockets.delete(socket);
      served.delete(serving);
    });
    served.add(serving);
  });
  server.unref();
  // The process that listened there before no longer has the database open.
  if (process.platform !== "win32") await rm(place, { force: true }).catch(() => {});
  server.listen(place);
  const isListening = await once(server, "listening").then(
    () => true,
    () => false,
  );
  server.on("error", () => {});
  if (!isListening) return { close: async () => {} };
  if (process.platform !== "win32") await chmod(place, 0o600).catch(() => {});
  return {
    close: async () => {
      closing.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroySoon();
      await Promise.all(served);
      await closed;
    },
  };
}

async function serveReader(socket: Socket, instance: DuckDBInstance, file: string, closing: AbortSignal) {
  const folders: string[] = [];
  let moment: Snapshot | undefined;
  const answer = async (request: ReadingRequest): Promise<ReadingReply> => {
    if ("copy" in request) {
      const folder = await copyTable(instance, file, request.copy, closing);
      folders.push(folder);
      return { folder };
    }
    socket.setTimeout(silentAfterMs, () => socket.destroy());
    moment ??= await openMoment(instance);
    return { rows: await moment.all(request.sql, request.values) };
  };
  // A reader that was killed is no trouble of ours.
  socket.on("error", () => {});
  sendMessage(socket, { reading: readingVersion });
  try {
    for await (const request of messagesOf<ReadingRequest>(socket)) {
      const reply = await answer(request).catch((error: unknown) => ({
        error: error instanceof Error ? error.message : String(error),
      }));
      sendMessage(socket, reply);
    }
  } catch {
    // It does not speak as we do.
  } finally {
    socket.destroy();
    await moment?.close();
    // A reader that lives goes on reading its copy, and removes it.
    if (!closing.aborted)
      for (const folder of folders) await rm(folder, { recursive: true, force: true }).catch(() => {});
  }
}
