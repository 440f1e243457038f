import fc from "fast-check";
import { expect, it } from "vitest";
import { fullNumber, shortNumber, tickTexts } from "./number-text.js";
import { roundNumbers } from "./y-scale.js";

it.each([
  [[0, 5e6, 1e7], "0 5M 10M"],
  [[0, 2.5e6], "0 2.5M"],
  [[460, 480], "460 480"],
  [[-1e8, 0], "-100M 0"],
  [[0.25, 0.5], "0.25 0.50"],
  [[9000, 12_000], "9K 12K"],
  [[2e12, 4e12], "2T 4T"],
])("labels %j as %s", (values, texts) => {
  expect(tickTexts(values).join(" ")).toBe(texts);
});

it("labels round numbers of any size with different and short texts", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e14, max: 1e14, noNaN: true }),
      fc.double({ min: 1e-6, max: 1e14, noNaN: true }),
      fc.integer({ min: 1, max: 12 }),
      (min, size, count) => {
        fc.pre(size > Math.abs(min) * 1e-6);
        const numbers = roundNumbers(min, min + size, count);
        expect(numbers.length).toBeLessThan(3 * count + 10);
        const texts = tickTexts(numbers);
        expect(new Set(texts).size).toBe(numbers.length);
        for (const text of texts) expect(text.length).toBeLessThanOrEqual(16);
      },
    ),
  );
});

it("writes numbers for people", () => {
  expect([12_345_678, 471.456, 0.0123456, 0, -5, 1e20].map(shortNumber)).toEqual([
    "12.3M",
    "471.46",
    "0.0123",
    "0",
    "-5",
    "1e+20",
  ]);
  expect(fullNumber(12_345_678)).toBe("12,345,678");
});
