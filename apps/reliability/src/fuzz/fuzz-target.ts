import { isOpendError } from "@opend/core";
import type { Random } from "@opend/test-kit/random";

/** The input of a target. The same input always has the same effect. */
export interface FuzzInput {
  readonly bytes: Uint8Array;
  /** The seed of all other choices: how the bytes arrive, which codec, which limit. */
  readonly salt: number;
}

/** Code that reads bytes from outside. */
export interface FuzzTarget {
  readonly name: string;
  /** Makes bytes that suit the salt of the input. */
  generate(random: Random, salt: number): Uint8Array;
  /** Feeds an input to the code. @throws when the code does anything undocumented */
  run(input: FuzzInput): void | Promise<void>;
}

/** Returns the code of an error. It must be a documented one. */
export function documentedCode(error: unknown): string {
  if (isOpendError(error)) return error.code;
  throw new Error(`not an OpendError: ${String(error)}`, { cause: error });
}

/** Cuts bytes into pieces, which arrive one by one. */
export function* cutRandomly(bytes: Uint8Array, random: Random): Generator<Uint8Array, void, undefined> {
  const longest = random.pick([1, 7, 44, 200, 100_000]);
  for (let start = 0; start < bytes.length; ) {
    const end = start + 1 + random.below(longest);
    yield bytes.subarray(start, end);
    start = end;
  }
}

/** Joins pieces of bytes. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces));
}
