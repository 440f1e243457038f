import type { Omitted } from "@opend/core";

/** Reads 64-bit integers as numbers. One beyond 2^53 is left out: nothing is rounded. */
export class NumberReader {
  /** What was left out. */
  readonly omitted: Omitted[] = [];

  /** @param path where the row has it */
  read(path: string, value: bigint | undefined): number | undefined {
    if (value === undefined) return undefined;
    const number = Number(value);
    if (Number.isSafeInteger(number)) return number;
    this.omitted.push({ path, value });
    return undefined;
  }
}
