import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isExact, readPlainNumber } from "./exact-number.js";

describe("readPlainNumber", () => {
  it.each([
    ["0", 0],
    ["100", 100],
    ["-3", -3],
    ["0.5", 0.5],
    ["300.00", 300],
    ["0.0000001", 1e-7],
    ["9007199254740991", 9007199254740991],
    ["9007199254740992", 9007199254740992],
    ["123456789.12345", 123456789.12345],
  ])("reads %s", (text, number) => {
    expect(readPlainNumber(text)).toBe(number);
  });

  it.each(
    [
      [
        "",
        " ",
        " 5 ",
        "5 ",
        "+5",
        "5.",
        ".5",
        "05",
        "00",
        "1,000",
        "1_000",
        "1e3",
        "1E3",
        "0x1F",
        "0b1",
        "0o7",
        "५",
        "१",
        "５",
      ],
      [
        "Infinity",
        "-Infinity",
        "NaN",
        "null",
        "true",
        "5n",
        "5\n",
        "--5",
        "1.2.3",
        "9007199254740993",
        "1".repeat(400),
      ],
      ["0.1000000000000000001", "100.00000000000000001", "123456789012345678.5"],
    ].flat(),
  )("does not read %j", (text) => {
    expect(readPlainNumber(text)).toBeUndefined();
  });

  it("reads every number as JavaScript writes it, and none of more digits as another", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: 1e-6, max: 2 ** 53 }), (number) => {
        expect(readPlainNumber(String(number))).toBe(number);
      }),
    );
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), (digits) => {
        const number = readPlainNumber(String(digits));
        expect(number === undefined ? digits : BigInt(number)).toBe(digits);
      }),
    );
  });

  it("knows numbers of JSON that lose digits", () => {
    for (const text of ["1e3", "1.5E-7", "-0", "18446744073709551616"]) expect(isExact(text)).toBe(true);
    for (const text of ["9007199254740993", "1e999", "1e-999", "0.30000000000000000001"])
      expect(isExact(text)).toBe(false);
  });
});
