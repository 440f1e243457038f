import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";

/** Compares with `isDeepStrictEqual`, which tells 0 from -0 and finds NaN equal to NaN. Vitest shows the difference. */
export function expectSame(actual: unknown, expected: unknown): void {
  if (isDeepStrictEqual(actual, expected)) return;
  expect(actual).toStrictEqual(expected);
  throw new Error("the values differ");
}
