import { valuesOf } from "@opend/core/internal";
import { Qot_Common } from "@opend/core/protocols";
import fc from "fast-check";
import { expect, test } from "vitest";
import { klTypes, periodStartMs } from "./kline-period.js";
import { marketTimeText } from "./market-time.js";

const { KLType } = Qot_Common;
const moment = Date.parse("2026-05-08T06:47:31.250Z");

test.each([
  ["1 minute", KLType["1Min"], "2026-05-08 14:47:00", "2026-05-08 02:47:00"],
  ["15 minutes", KLType["15Min"], "2026-05-08 14:45:00", "2026-05-08 02:45:00"],
  ["60 minutes", KLType["60Min"], "2026-05-08 14:00:00", "2026-05-08 02:00:00"],
  ["240 minutes", KLType["240Min"], "2026-05-08 12:00:00", "2026-05-08 00:00:00"],
  ["a day", KLType.Day, "2026-05-08 00:00:00", "2026-05-08 00:00:00"],
  ["a week", KLType.Week, "2026-05-04 00:00:00", "2026-05-04 00:00:00"],
  ["a month", KLType.Month, "2026-05-01 00:00:00", "2026-05-01 00:00:00"],
  ["a quarter", KLType.Quarter, "2026-04-01 00:00:00", "2026-04-01 00:00:00"],
  ["a year", KLType.Year, "2026-01-01 00:00:00", "2026-01-01 00:00:00"],
])("the period of %s began", (_, klType, hk, us) => {
  expect(marketTimeText("HK", periodStartMs(klType, "HK", moment))).toBe(hk);
  expect(marketTimeText("US", periodStartMs(klType, "US", moment))).toBe(us);
});

test("every period except the unknown one has a start", () => {
  expect([...klTypes].sort((a, b) => a - b)).toEqual(valuesOf(KLType).filter((klType) => klType !== 0));
});

test("a period has begun by now, and its start is in the same period", () => {
  const anyMoment = fc.integer({ min: Date.UTC(2008, 0, 1), max: Date.UTC(2038, 0, 1) });
  fc.assert(
    fc.property(fc.constantFrom(...klTypes), fc.constantFrom("HK", "US"), anyMoment, (klType, market, nowMs) => {
      // On Sundays when the clocks change, hours do not divide the day evenly.
      fc.pre(new Date(nowMs).getUTCDay() !== 0 && new Date(nowMs).getUTCDay() !== 1);
      const startMs = periodStartMs(klType, market, nowMs);
      expect(startMs).toBeLessThanOrEqual(nowMs);
      expect(periodStartMs(klType, market, startMs)).toBe(startMs);
    }),
    { numRuns: 400 },
  );
});
