import { expect, test } from "vitest";
import { profileOf } from "../data/security-profile.js";
import { hkInterestRowAt, publishedInterestOf, usInterestRowAt } from "./short-interest-rows.js";

test("the report of 2026-04-30 on HK.00700 matches the official sample", () => {
  const tencent = profileOf("HK", "00700");
  expect(publishedInterestOf(tencent)).toEqual({
    aggregatedShort: 51480638n,
    aggregatedShortRatio: 0.56,
    newTimeStr: "30/04/2026",
  });
  expect(hkInterestRowAt(tencent, 5)).toMatchObject({
    timestampStr: "2026-04-30",
    aggregatedShort: 51480638n,
    aggregatedShortRatio: 0.56,
  });
});

test("pages of other HK codes repeat the same day's report, dated as documented", () => {
  const { aggregatedShort = 0n, newTimeStr } = publishedInterestOf(profileOf("HK", "00005"));
  expect(newTimeStr).toBe("2026-04-30");
  expect(aggregatedShort).toBeGreaterThan(0n);
});

test("the days to cover of US reports agree with their shares", () => {
  const row = usInterestRowAt(profileOf("US", "AAPL"), 0);
  const { sharesShort = 0n, avgDailyShareVolume = 0n, daysToCover } = row;
  expect(sharesShort).toBeGreaterThan(0n);
  expect(daysToCover).toBeCloseTo(Number(sharesShort) / Number(avgDailyShareVolume), 2);
});

test("a few reports leave fields out, a few have zeros", () => {
  for (const [profile, rowAt] of [
    [profileOf("HK", "00005"), hkInterestRowAt],
    [profileOf("US", "AAPL"), usInterestRowAt],
  ] as const) {
    const rows = Array.from({ length: 750 }, (_, index) => Object.values(rowAt(profile, index)));
    expect(rows.some((values) => values.includes(undefined))).toBe(true);
    expect(rows.some((values) => values.includes(0n))).toBe(true);
  }
});
