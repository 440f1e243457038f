import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as contract from "../gen/contract/markets.js";
import { offsetAt, offsetOfLocal, utcOf } from "./zone-offset.js";

const hourMs = 3_600_000;
const newYork = "America/New_York";
const { markets: _, ...zones } = contract;
const all = [...new Set(Object.values(zones).flatMap((byMarket) => Object.values(byMarket)))];

describe("the offset of a time zone", () => {
  it.each([
    ["Asia/Hong_Kong", "2026-05-08T00:00:00Z", 8],
    ["Asia/Tokyo", "2026-05-08T00:00:00Z", 9],
    [newYork, "2026-01-08T00:00:00Z", -5],
    [newYork, "2026-07-08T00:00:00Z", -4],
    ["Australia/Sydney", "2026-01-08T00:00:00Z", 11],
    // The clocks are put forward at 7:00 and back at 6:00 in UTC.
    [newYork, "2026-03-08T06:59:59Z", -5],
    [newYork, "2026-03-08T07:00:00Z", -4],
    [newYork, "2026-11-01T05:59:59Z", -4],
    [newYork, "2026-11-01T06:00:00Z", -5],
  ])("of %s at %s is %d hours", (zone, moment, hours) => {
    expect(offsetAt(Date.parse(moment), zone)).toBe(hours * hourMs);
  });

  it.each([
    ["2026-07-08T10:30:00Z", -4],
    // The clocks never show 2:30, and show 1:30 twice.
    ["2026-03-08T02:30:00Z", -5],
    ["2026-11-01T01:30:00Z", -4],
    ["2026-11-01T02:00:00Z", -5],
  ])("when the clocks of New York show %s is %d hours", (local, hours) => {
    expect(offsetOfLocal(Date.parse(local), newYork)).toBe(hours * hourMs);
  });

  it("leads from every moment to the clocks and back, except in an hour that is shown twice", () => {
    const moments = fc.integer({ min: Date.UTC(1920, 0, 1), max: Date.UTC(2090, 0, 1) });
    fc.assert(
      fc.property(moments, fc.constantFrom(...all), (epochMs, zone) => {
        const localMs = epochMs + offsetAt(epochMs, zone);
        const found = localMs - offsetOfLocal(localMs, zone);
        expect(found).toBeLessThanOrEqual(epochMs);
        if (found !== epochMs) expect(offsetAt(found, zone)).toBeGreaterThan(offsetAt(epochMs, zone));
      }),
      { numRuns: 500 },
    );
  });

  it("takes years of less than four digits as they are", () => {
    expect(new Date(utcOf(33, 3, 3, 15, 0, 0)).toISOString()).toBe("0033-04-03T15:00:00.000Z");
  });
});
