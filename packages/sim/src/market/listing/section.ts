import type { LetterCodes } from "./letter-codes.js";

/** Securities of one kind in one market. Its list and its answer whether a code exists come from the same rule. */
export interface Section {
  /** As a `Qot_Common.SecurityType` value. */
  readonly secType: number;
  /** As a `Qot_Common.ExchType` value. */
  readonly exchType: number;
  /** The number of securities. */
  readonly count: number;
  /** The code at an index from 0 up to, but not including, `count`. */
  codeAt(index: number): string;
  /** Whether a code is that of one of the securities. */
  has(code: string): boolean;
}

/** The first and the last of the numbers that are codes. */
export type NumberRange = readonly [first: number, last: number];

type Kind = Pick<Section, "secType" | "exchType">;

/** Securities whose codes are numbers of `digits` digits, in these ranges. */
export function numberedSection(kind: Kind, digits: number, ...ranges: readonly NumberRange[]): Section {
  const form = new RegExp(`^\\d{${digits}}$`);
  return {
    ...kind,
    count: ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0),
    codeAt(index) {
      let rest = index;
      for (const [first, last] of ranges) {
        if (rest <= last - first) return String(first + rest).padStart(digits, "0");
        rest -= last - first + 1;
      }
      throw new RangeError(`there is no security ${index}`);
    },
    has: (code) => form.test(code) && ranges.some(([first, last]) => Number(code) >= first && Number(code) <= last),
  };
}

/** Securities with these codes. */
export function namedSection(kind: Kind, codes: readonly string[]): Section {
  const known: ReadonlySet<string> = new Set(codes);
  return {
    ...kind,
    count: codes.length,
    codeAt(index) {
      const code = codes[index];
      if (code === undefined) throw new RangeError(`there is no security ${index}`);
      return code;
    },
    has: (code) => known.has(code),
  };
}

/** Securities whose codes are those of a range of numbers in `codes`. */
export function letteredSection(kind: Kind, codes: LetterCodes, first: number, count: number): Section {
  return {
    ...kind,
    count,
    codeAt: (index) => codes.codeOf(first + index),
    has(code) {
      const number = codes.numberOf(code);
      return number !== undefined && number >= first && number < first + count;
    },
  };
}
