/** The part of a `node:net` socket that is used here. */
interface CorkableSocket {
  readonly writableCorked: number;
  cork(): void;
  uncork(): void;
}

/**
 * Holds back what is written to a socket from now on, until the program has nothing more to do in this turn of the event
 * loop. It then goes out as one: replies that arrive together let many walks ask for their next page at once. Measured with
 * `pnpm bench in-flight`.
 */
export function gatherWrites(socket: CorkableSocket): void {
  if (socket.writableCorked > 0) return;
  socket.cork();
  // When all settled promises have had their turn. Uses the global, since browsers load the types of this module.
  process.nextTick(() => socket.uncork());
}

/** Sends what was held back. Call it before destroying the socket, which would drop it. */
export function flushWrites(socket: CorkableSocket): void {
  while (socket.writableCorked > 0) socket.uncork();
}
