import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sampleFirstRow, sampleRows } from "../data/sample-hk-00700.js";
import { profileOf } from "../data/security-profile.js";
import { hkDailyRowAt, usDailyRowAt } from "./daily-short-volume-rows.js";

const anyCode = fc.string({ minLength: 1, maxLength: 12 });
const anyIndex = fc.nat({ max: 200_000 });
const tencent = profileOf("HK", "00700");

describe("HK.00700", () => {
  test("its newest ten rows match the official sample", () => {
    const rows = sampleRows.map((_, index) => hkDailyRowAt(tencent, index));
    expect(rows).toMatchObject(sampleRows);
    expect(rows[0]).toEqual({ ...sampleRows[0], ...sampleFirstRow });
    for (const row of rows) expect(Object.values(row)).not.toContain(undefined);
  });

  test("continues beyond the sample without a jump", () => {
    for (let index = 0; index < 40; index++) {
      const { closePrice = 0, lastClosePrice = 0 } = hkDailyRowAt(tencent, index);
      expect(Math.abs(closePrice / lastClosePrice - 1)).toBeLessThan(0.06);
    }
  });
});

test("a row's last close is the closing price of the row after it", () => {
  const rowsAt = { HK: hkDailyRowAt, US: usDailyRowAt };
  fc.assert(
    fc.property(fc.constantFrom("HK" as const, "US" as const), anyCode, anyIndex, (market, code, index) => {
      const profile = profileOf(market, code);
      const { lastClosePrice } = rowsAt[market](profile, index);
      expect(lastClosePrice).toBe(rowsAt[market](profile, index + 1).closePrice);
      expect(lastClosePrice).toBeGreaterThan(0);
    }),
  );
  for (let index = 0; index < 20; index++) {
    expect(hkDailyRowAt(tencent, index).lastClosePrice).toBe(hkDailyRowAt(tencent, index + 1).closePrice);
  }
});

test("HK rows are plausible", () => {
  fc.assert(
    fc.property(anyCode, anyIndex, (code, index) => {
      const { sharesTraded = -1n, shortSellSharesTraded = -1n, ...row } = hkDailyRowAt(profileOf("HK", code), index);
      expect(shortSellSharesTraded).toBeGreaterThanOrEqual(0n);
      expect(shortSellSharesTraded).toBeLessThanOrEqual(sharesTraded);
      expect(row.shortSellTurnover ?? 0).toBeLessThanOrEqual(row.turnover ?? 0);
      expect(row.dailyTradeAvgRatio ?? 1).toBeGreaterThan(0);
      expect(row.dailyTradeAvgRatio ?? 1).toBeLessThan(100);
    }),
  );
});

test("US rows are plausible", () => {
  fc.assert(
    fc.property(anyCode, anyIndex, (code, index) => {
      const { totalSharesShort = -1n, volume = 0n, ...row } = usDailyRowAt(profileOf("US", code), index);
      expect(totalSharesShort).toBeLessThanOrEqual(volume);
      expect((row.nasdaqSharesShort ?? 0n) + (row.nyseSharesShort ?? 0n)).toBeLessThanOrEqual(totalSharesShort);
      expect(row.shortPercent).toBeCloseTo((Number(totalSharesShort) / Number(volume)) * 100, 2);
    }),
  );
});

test("the same code and index make the same row; other codes make other rows", () => {
  expect(hkDailyRowAt(profileOf("HK", "09988"), 123)).toEqual(hkDailyRowAt(profileOf("HK", "09988"), 123));
  expect(hkDailyRowAt(profileOf("HK", "09988"), 123)).not.toEqual(hkDailyRowAt(profileOf("HK", "00005"), 123));
  // Pinned, because recordings against one version must stay valid for the next.
  expect(usDailyRowAt(profileOf("US", "AAPL"), 0)).toMatchInlineSnapshot(`
    {
      "closePrice": 159.15,
      "dailyTradeAvgRatio": 38.35,
      "lastClosePrice": 159.28,
      "nasdaqSharesShort": 2893361n,
      "nyseSharesShort": 1026562n,
      "shortPercent": 29.89,
      "timestamp": 1778212800n,
      "timestampStr": "2026-05-08",
      "totalSharesShort": 4614280n,
      "volume": 15435606n,
    }
  `);
});

test("a few rows leave fields out, a few have zeros, most have neither", () => {
  for (const [profile, rowAt] of [
    [profileOf("HK", "00005"), hkDailyRowAt],
    [profileOf("US", "AAPL"), usDailyRowAt],
  ] as const) {
    const rows = Array.from({ length: 750 }, (_, index) => Object.values(rowAt(profile, index)));
    const omitted = rows.filter((values) => values.includes(undefined)).length;
    const zero = rows.filter((values) => values.includes(0) && values.includes(0n)).length;
    expect(omitted).toBeGreaterThan(5);
    expect(omitted).toBeLessThan(60);
    expect(zero).toBeGreaterThan(0);
    // More of them would look like broken data.
    expect(zero).toBeLessThan(8);
  }
});
