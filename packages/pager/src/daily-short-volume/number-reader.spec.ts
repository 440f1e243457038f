import { expect, it } from "vitest";
import { NumberReader } from "./number-reader.js";

it("reads numbers that are exact, and lists the others", () => {
  const numbers = new NumberReader();
  expect(numbers.read("volume", undefined)).toBeUndefined();
  expect(numbers.read("volume", 25_207_039n)).toBe(25_207_039);
  expect(numbers.read("volume", 2n ** 53n - 1n)).toBe(Number.MAX_SAFE_INTEGER);
  expect(numbers.read("volume", -(2n ** 53n) + 1n)).toBe(Number.MIN_SAFE_INTEGER);
  expect(numbers.omitted).toEqual([]);
  expect(numbers.read("volume", 2n ** 53n)).toBeUndefined();
  expect(numbers.read("shortVolume", 2n ** 64n - 1n)).toBeUndefined();
  expect(numbers.omitted).toEqual([
    { path: "volume", value: 2n ** 53n },
    { path: "shortVolume", value: 2n ** 64n - 1n },
  ]);
});
