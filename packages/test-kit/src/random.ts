/** A source of random numbers. The same seed gives the same numbers. */
export interface Random {
  /** A whole number from 0 up to, but not including, `below`. */
  below(below: number): number;
  /** Returns one of the items. */
  pick<T>(items: readonly T[]): T;
  /** Returns this many random bytes. */
  bytes(length: number): Uint8Array;
}

/** Makes a source of random numbers (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (limit: number) => next() % limit;
  return {
    below,
    pick(items) {
      for (const item of items.slice(below(items.length))) return item;
      throw new Error("the list to pick from is empty");
    },
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
  };
}
