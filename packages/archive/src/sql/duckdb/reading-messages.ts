import type { Socket } from "node:net";
import type { SnapshotOf, SqlValue } from "../database.js";

/** What a reader wants: the rows of a query, or a copy of rows of a table. A connection asks for one thing after the other. */
export type ReadingRequest =
  | { readonly sql: string; readonly values: readonly SqlValue[] }
  | { readonly copy: SnapshotOf };

/** What it gets. */
export type ReadingReply =
  /** The first message of a connection: which of these messages the process knows. */
  | { readonly reading: number }
  | { readonly rows: readonly Readonly<Record<string, SqlValue>>[] }
  /** The folder of a copy, which is removed when the connection ends. */
  | { readonly folder: string }
  | { readonly error: string };

/** The version of these messages. */
export const readingVersion = 1;

/** Sends a message. */
export function sendMessage(socket: Socket, message: ReadingRequest | ReadingReply): void {
  socket.write(`${JSON.stringify(message)}\n`);
}

/** The messages of the other side, until the connection ends. */
export async function* messagesOf<Message>(socket: Socket): AsyncGenerator<Message, void> {
  let rest = "";
  socket.setEncoding("utf8");
  for await (const chunk of socket) {
    const lines = `${rest}${chunk}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield JSON.parse(line) as Message;
  }
}
