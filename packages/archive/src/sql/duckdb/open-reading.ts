import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { ReadSession, SnapshotOf, SqlValue } from "../database.js";
import { messagesOf, type ReadingReply, type ReadingRequest, readingVersion, sendMessage } from "./reading-messages.js";
import { readingPlace } from "./reading-place.js";

const greetingMs = 2000;

/** Reads through the process that has a database open. */
export interface Reading extends ReadSession {
  /** Has rows of a table copied into a folder, which stays until `close`. */
  copy(of: SnapshotOf): Promise<string>;
  close(): void;
}

/** The process that has the database open has ended, or closed it. */
export class HolderGone extends Error {
  override readonly name = "HolderGone";
}

/** Connects to the process that has a database open. Undefined if none answers. */
export async function openReading(file: string): Promise<Reading | undefined> {
  const socket = await connectTo(file);
  if (socket === undefined) return undefined;
  const replies = messagesOf<ReadingReply>(socket);
  const next = async (): Promise<ReadingReply> => {
    // A socket that fails ends the lines, or fails their loop.
    const { value } = await replies.next().catch(() => ({ value: undefined }));
    if (value === undefined) throw new HolderGone("the process that had the database open has ended");
    return value;
  };
  const timer = setTimeout(() => socket.destroy(), greetingMs);
  const greeting = await next().catch(() => undefined);
  clearTimeout(timer);
  if (greeting === undefined || !("reading" in greeting) || greeting.reading !== readingVersion) {
    socket.destroy();
    return undefined;
  }
  const ask = async (request: ReadingRequest): Promise<ReadingReply> => {
    sendMessage(socket, request);
    const reply = await next();
    if ("error" in reply) throw new Error(reply.error);
    return reply;
  };
  return {
    async all(sql: string, values: readonly SqlValue[] = []) {
      const reply = await ask({ sql, values });
      return "rows" in reply ? reply.rows : [];
    },
    async copy(of) {
      const reply = await ask({ copy: of });
      if (!("folder" in reply)) throw new HolderGone("the process that has the database open gave no copy");
      return reply.folder;
    },
    close: () => socket.destroy(),
  };
}

/** Whether a process lets others read a database. */
export async function isServed(file: string): Promise<boolean> {
  const socket = await connectTo(file);
  socket?.destroy();
  return socket !== undefined;
}

async function connectTo(file: string): Promise<Socket | undefined> {
  const place = readingPlace(file);
  if (place === undefined) return undefined;
  const socket = connect(place);
  const isConnected = await once(socket, "connect").then(
    () => true,
    () => false,
  );
  socket.on("error", () => {});
  return isConnected ? socket : undefined;
}
