import fc from "fast-check";
import { expect, test } from "vitest";
import { type RowSeries, takePage } from "./take-page.js";

const anySeries: fc.Arbitrary<RowSeries<number>> = fc.record({
  market: fc.constantFrom("HK" as const, "US" as const),
  tradingDaysPerRow: fc.constantFrom(1, 5, 10),
  tradingDays: fc.nat({ max: 400 }),
  rowAt: fc.constant((index: number) => index),
});

test("paging returns each row once, in order, with any page size", () => {
  fc.assert(
    fc.property(anySeries, fc.integer({ min: 1, max: 50 }), (series, size) => {
      const expected: number[] = [];
      for (let index = 0; index < series.tradingDays; index += series.tradingDaysPerRow) expected.push(index);
      const rows: number[] = [];
      let key: string | undefined;
      do {
        const page = takePage(series, key, size);
        rows.push(...(page?.rows ?? []));
        key = page?.nextKey;
        if (key !== "-1") expect(page?.rows).toHaveLength(size);
      } while (key !== "-1");
      expect(rows).toEqual(expected);
    }),
  );
});

const weekly: RowSeries<number> = { market: "HK", tradingDaysPerRow: 5, tradingDays: 20, rowAt: (index) => index };

test("the next key is the timestamp of the page's last row", () => {
  expect(takePage({ ...weekly, tradingDaysPerRow: 1 }, undefined, 10)?.nextKey).toBe("1776960000");
});

test("a key that is not the timestamp of a row returns no page", () => {
  for (const key of ["", "-1", "0", "abc", " 1778169600", "1778169600.0", "1778169601", "1778083200", "NaN"]) {
    expect(takePage(weekly, key, 10)).toBeUndefined();
  }
  expect(takePage(weekly, "1778169600", 10)?.rows).toEqual([5, 10, 15]);
});

test("the key of the last row returns an empty page", () => {
  expect(takePage({ ...weekly, tradingDays: 5 }, "1778169600", 10)).toEqual({ rows: [], nextKey: "-1" });
});
