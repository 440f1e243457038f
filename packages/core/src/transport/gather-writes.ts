import { nextTick } from "node:process";
import type { Writable } from "node:stream";

/**
 * What is written to a socket from now on waits until the program has nothing more to do before the runtime looks at its
 * sockets again, and then goes out as one: replies that arrive together let many walks ask for their next page at once.
 * Measured with `pnpm bench in-flight`.
 */
export function gatherWrites(socket: Writable): void {
  if (socket.writableCorked > 0) return;
  socket.cork();
  // After all promises that are settled by then have had their turn.
  nextTick(() => socket.uncork());
}

/** Lets go what waits: before the socket is destroyed, and it with it. */
export function flushWrites(socket: Writable): void {
  while (socket.writableCorked > 0) socket.uncork();
}
