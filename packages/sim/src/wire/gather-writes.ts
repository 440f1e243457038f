import { nextTick } from "node:process";
import type { Writable } from "node:stream";

/** Has what is written from now on go out as one, at the end of this turn of the event loop. */
export function gatherWrites(socket: Writable): void {
  if (socket.writableCorked > 0) return;
  socket.cork();
  nextTick(() => socket.uncork());
}

/** Has it go out now. */
export function flushWrites(socket: Writable): void {
  while (socket.writableCorked > 0) socket.uncork();
}
