import fc from "fast-check";
import { expect, it } from "vitest";
import { compactDay, dayText, slashedDay, twoDigits } from "./day-text.js";

it("writes days as Date does", () => {
  const days = fc.integer({ min: -719_162, max: 2_932_896 });
  fc.assert(
    fc.property(fc.array(days, { minLength: 1 }), (list) => {
      for (const day of list) expect(dayText(day)).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
    }),
    { numRuns: 500 },
  );
  expect([-1, 0, 59, 20_581].map(dayText)).toEqual(["1969-12-31", "1970-01-01", "1970-03-01", "2026-05-08"]);
});

it("leaves what is no day as it is", () => {
  expect(["2026/05/08", "05/08/2026", ""].map(slashedDay)).toEqual(["2026-05-08", "05/08/2026", ""]);
  expect([20260508, 20260508n, "20260508", 20260230, 0, ""].map(compactDay)).toEqual([
    ...["2026-05-08", "2026-05-08", "2026-05-08"],
    ...["20260230", "0", ""],
  ]);
});

it("writes numbers with two digits", () => {
  expect([0, 9, 10, 59].map(twoDigits)).toEqual(["00", "09", "10", "59"]);
});
