/** What of a socket of `node:net` this needs. */
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
  // After all promises that are settled by then have had their turn. The global, since browsers load the types of this.
  process.nextTick(() => socket.uncork());
}

/** Sends what is held back: before the socket is destroyed, and it with it. */
export function flushWrites(socket: CorkableSocket): void {
  while (socket.writableCorked > 0) socket.uncork();
}
