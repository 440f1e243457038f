import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { indexUpTo } from "../calendar/trading-calendar.js";
import type { Bar } from "../data/bar.js";
import { dayBarAt } from "../data/day-bar.js";
import { profileOf } from "../data/security-profile.js";
import { listedAt } from "../listing/listing.js";
import { historyBarsOf, newestBarsOf } from "./history-bars.js";
import { minuteBarsOf } from "./minute-bars.js";

const [minute, hour] = [1, 9];
const anyProfile = fc
  .tuple(fc.constantFrom(["HK", 1] as const, ["US", 11] as const), fc.nat())
  .map(([[name, market], number]) => profileOf(name, listedAt(market, number).code));
const dayOf = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
const sum = (bars: readonly Bar[], of: (bar: Bar) => number) => bars.reduce((total, bar) => total + of(bar), 0);

test("the minutes of a day add up to it, and follow each other without a gap", () => {
  fc.assert(
    fc.property(anyProfile, fc.nat({ max: 2000 }), (profile, index) => {
      const [day, bars] = [dayBarAt(profile, index), minuteBarsOf(profile, index, 1)];
      expect([bars[0]?.open, bars.at(-1)?.close]).toEqual([day.open, day.close]);
      expect(Math.max(...bars.map(({ high }) => high))).toBe(day.high);
      expect(Math.min(...bars.map(({ low }) => low))).toBe(day.low);
      expect(sum(bars, ({ volume }) => volume)).toBe(day.volume);
      expect(sum(bars, ({ turnover }) => turnover)).toBeCloseTo(day.turnover, 0);
      for (const [n, bar] of bars.entries()) {
        expect(bar.low).toBeLessThanOrEqual(Math.min(bar.open, bar.close));
        expect(bar.high).toBeGreaterThanOrEqual(Math.max(bar.open, bar.close));
        expect(bar.volume).toBeGreaterThanOrEqual(0);
        if (n > 0) expect(bar.open).toBe(bars[n - 1]?.close);
      }
    }),
  );
});

test("minutes have no flat tops: the day's highest and lowest price are reached and left", () => {
  for (const code of ["00700", "00005", "09988"]) {
    const profile = profileOf("HK", code);
    for (let index = 0; index < 50; index++) {
      const [day, bars] = [dayBarAt(profile, index), minuteBarsOf(profile, index, 1)];
      expect(bars.filter(({ high }) => high === day.high).length).toBeLessThan(12);
      expect(bars.filter(({ low }) => low === day.low).length).toBeLessThan(12);
    }
  }
});

describe("a day on which trading ends early", () => {
  test.each([
    ["HK", "00700", "2025-12-24", 150, "12:00"],
    ["US", "AAPL", "2025-11-28", 210, "13:00"],
  ] as const)("has fewer minutes in %s", (market, code, text, minutes, end) => {
    const day = dayOf(text);
    const profile = profileOf(market, code);
    const whole = historyBarsOf(profile, minute, 750, { firstDay: day, lastDay: day });
    expect(whole.length).toBe(minutes);
    const last = whole.slice(minutes - 1, minutes)[0]?.startMs ?? 0;
    const timeZone = market === "HK" ? "Asia/Hong_Kong" : "America/New_York";
    const clock = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
    expect(clock.format(last + 60_000)).toBe(end);
    expect(minuteBarsOf(profile, indexUpTo(market, day), 1)).toHaveLength(minutes);
  });

  test.each([minute, hour])("breaks no page: pages of any size give each bar of period %i once", (klType) => {
    const range = { firstDay: dayOf("2025-11-20"), lastDay: dayOf("2026-02-20") };
    for (const market of ["HK", "US"] as const) {
      const profile = profileOf(market, market === "HK" ? "00700" : "AAPL");
      const series = historyBarsOf(profile, klType, 750, range);
      const all = series.slice(0, series.length);
      expect(all).toHaveLength(series.length);
      expect(all.toSorted((a, b) => a.startMs - b.startMs)).toEqual(all);
      expect(new Set(all.map(({ startMs }) => startMs)).size).toBe(series.length);
      for (const size of [1, 7, 333]) {
        for (const start of [0, 1000, series.length - size]) {
          expect(series.slice(start, start + size)).toEqual(all.slice(start, start + size));
        }
      }
      expect(series.slice(series.length, series.length)).toEqual([]);
      expect(newestBarsOf(profile, klType, 750, 5)).toHaveLength(5);
    }
  });
});
