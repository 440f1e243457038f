import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";

/** `isDeepStrictEqual` tells 0 from -0 and takes NaN for itself; what it finds is shown by vitest. */
export function expectSame(actual: unknown, expected: unknown): void {
  if (isDeepStrictEqual(actual, expected)) return;
  expect(actual).toStrictEqual(expected);
  throw new Error("the values differ");
}
