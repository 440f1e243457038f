import { expect, it } from "vitest";
import { decimalsOf, shortNumber, signed } from "./number-text.js";

it.each([
  [0, "0"],
  [1.5, "1.5"],
  [9_999, "9999"],
  [12_345, "12.35K"],
  [999_999, "1000.0K"],
  [1_234_567, "1.23M"],
  [123_456_789, "123.5M"],
  [-5_800_000_000, "-5.80B"],
  [7.2e12, "7.20T"],
  [Number.POSITIVE_INFINITY, "Infinity"],
])("%d is short as %s", (value, text) => {
  expect(shortNumber(value)).toBe(text);
});

it.each([
  [0.01, 471.4, 2],
  [0.2, 471.4, 1],
  [0.25, 4_512.25, 2],
  [1, 38_000, 0],
  [5, 38_005, 0],
  [0.001, 1.234, 3],
  [0, 12.34, 2],
  [0.01, 12.345, 3],
])("a price in steps of %d, such as %d, has %d digits behind the point", (step, price, digits) => {
  expect(decimalsOf(step, price)).toBe(digits);
});

it.each([
  [1.234, "+1.23"],
  [-1.234, "-1.23"],
  [0, "0.00"],
  [-0.001, "0.00"],
  [0.001, "0.00"],
])("the sign of %d is in %s", (value, text) => {
  expect(signed(value, 2)).toBe(text);
});
