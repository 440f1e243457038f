import { isOpendError } from "@opend/core";
import type { Random } from "./random.js";

/** What a target is fed with. The same input always does the same. */
export interface FuzzInput {
  readonly bytes: Uint8Array;
  /** Seeds whatever else has to be chosen: how the bytes arrive, which codec, which limit. */
  readonly salt: number;
}

/** Something that takes bytes from outside. */
export interface FuzzTarget {
  readonly name: string;
  /** Makes up bytes that suit the salt of the input. */
  generate(random: Random, salt: number): Uint8Array;
  /** Takes an input in. Throws when it does anything that is not documented. */
  run(input: FuzzInput): void | Promise<void>;
}

/** The code of an error, which must be one of the documented ones. */
export function documentedCode(error: unknown): string {
  if (isOpendError(error)) return error.code;
  throw new Error(`no OpendError: ${String(error)}`, { cause: error });
}

/** Cuts bytes into the pieces in which they arrive. */
export function* cutRandomly(bytes: Uint8Array, random: Random): Generator<Uint8Array, void, undefined> {
  const longest = random.pick([1, 7, 44, 200, 100_000]);
  for (let start = 0; start < bytes.length; ) {
    const end = start + 1 + random.below(longest);
    yield bytes.subarray(start, end);
    start = end;
  }
}

/** Bytes one after the other. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces));
}
