import { nextTick } from "node:process";

/** The part of a socket that is used here. */
export interface Corkable {
  cork(): void;
  uncork(): void;
}

/** Says that something is about to be written, and has what was written until now sent. */
export interface WriteGatherer {
  gather(): void;
  flush(): void;
}

/**
 * Sends what is written while the runtime does not look at its sockets as one: a reply that brings many more with it lets
 * many walks ask for their next page at once. Measured with `pnpm bench in-flight`.
 */
export function gatherWrites(socket: Corkable): WriteGatherer {
  let isGathering = false;
  const flush = () => {
    if (!isGathering) return;
    isGathering = false;
    socket.uncork();
  };
  return {
    gather() {
      if (isGathering) return;
      isGathering = true;
      socket.cork();
      // After all promises that have settled by now have had their turn.
      nextTick(flush);
    },
    flush,
  };
}
