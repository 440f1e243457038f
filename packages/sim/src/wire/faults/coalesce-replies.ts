import { checkWhole, createFault, type Fault, type FaultLimits } from "./fault.js";

/** How many replies {@link coalesceReplies} joins. */
export interface CoalesceOptions extends FaultLimits {
  /** Replies per write. */
  readonly count: number;
}

/**
 * Holds replies back until a connection has `count` of them, then writes them in order, in a single write. Removing the
 * fault releases the replies that are still held.
 */
export function coalesceReplies({ count, ...limits }: CoalesceOptions): Fault {
  checkWhole("count", count, 1);
  return createFault("coalesceReplies", limits, () => {
    const held: Uint8Array[] = [];
    let flush = () => {};
    return {
      onBytes(bytes, next) {
        held.push(bytes);
        flush = () => {
          if (held.length > 0) next(joined(held.splice(0)));
        };
        if (held.length === count) flush();
      },
      end: () => flush(),
    };
  });
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const piece of pieces) {
    all.set(piece, offset);
    offset += piece.length;
  }
  return all;
}
