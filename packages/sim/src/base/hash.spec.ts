import { expect, test } from "vitest";
import { roundTo } from "./hash.js";

test("a number slightly below 0 is rounded to 0, which no text shows as -0", () => {
  expect(roundTo(-0.0004, 3)).toBe(0);
  expect(roundTo(-0.0006, 3)).toBe(-0.001);
});
