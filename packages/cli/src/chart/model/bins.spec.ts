import { expect, it } from "vitest";
import { extentOf } from "./bins.js";

it("finds the lowest and the highest of more values than a call takes arguments", () => {
  const values = Array.from({ length: 500_000 }, (_, index) => index - 7);
  expect(extentOf(values)).toEqual([-7, 499_992]);
});
