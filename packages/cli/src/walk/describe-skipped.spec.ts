import { expect, it } from "vitest";
import { describeSkipped } from "./describe-skipped.js";

it("names few codes of each reason, and counts the others", () => {
  const right = new Error("no right to US");
  const lines = describeSkipped([
    { code: "HK.09988", error: new Error("unknown stock.") },
    ...["US.A", "US.B", "US.C", "US.D", "US.E"].map((code) => ({ code, error: right })),
    { code: "HK.00001", error: new Error("unknown stock.\nand more") },
  ]);
  expect(lines).toEqual([
    "HK.09988, HK.00001: left out: unknown stock",
    "US.A, US.B, US.C and 2 more: left out: no right to US",
  ]);
  expect(describeSkipped([])).toEqual([]);
});
