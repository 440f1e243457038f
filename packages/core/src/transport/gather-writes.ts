import { nextTick } from "node:process";
import type { Writable } from "node:stream";

/**
 * Buffers all further writes to a socket until the program has nothing left to do before the runtime polls its sockets
 * again, then sends them as one write. When many replies arrive together, the next requests of all their walks leave in
 * one write. Measured with `pnpm bench in-flight`.
 */
export function gatherWrites(socket: Writable): void {
  if (socket.writableCorked > 0) return;
  socket.cork();
  // Runs after all promises that are settled by then.
  nextTick(() => socket.uncork());
}

/** Sends buffered writes immediately. Call it before destroying the socket, which would discard them. */
export function flushWrites(socket: Writable): void {
  while (socket.writableCorked > 0) socket.uncork();
}
