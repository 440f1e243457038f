import { nextTick } from "node:process";
import type { Writable } from "node:stream";

/** Gathers everything written from now on and sends it at once, at the end of this turn of the event loop. */
export function gatherWrites(socket: Writable): void {
  if (socket.writableCorked > 0) return;
  socket.cork();
  nextTick(() => socket.uncork());
}

/** Sends what {@link gatherWrites} has gathered so far. */
export function flushWrites(socket: Writable): void {
  while (socket.writableCorked > 0) socket.uncork();
}
