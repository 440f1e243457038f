import fc from "fast-check";
import { expect, test } from "vitest";
import {
  dateTextAt,
  dayAt,
  indexOfTimestamp,
  indexUpTo,
  isHalfDay,
  isTradingDay,
  timestampAt,
} from "./trading-calendar.js";

/** A date in days since 1970-01-01. */
const dayOf = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
const anyMarket = fc.constantFrom("HK" as const, "US" as const);
const anyIndex = fc.nat({ max: 200_000 });

test("the newest day is 2026-05-08 in both markets, at local midnight", () => {
  expect([dateTextAt("HK", 0), timestampAt("HK", 0)]).toEqual(["2026-05-08", 1778169600]);
  expect([dateTextAt("US", 0), timestampAt("US", 0)]).toEqual(["2026-05-08", Date.UTC(2026, 4, 8, 4) / 1000]);
});

test("HK skips the holiday 2026-05-01, the US does not", () => {
  expect([4, 5].map((index) => dateTextAt("HK", index))).toEqual(["2026-05-04", "2026-04-30"]);
  expect([4, 5].map((index) => dateTextAt("US", index))).toEqual(["2026-05-04", "2026-05-01"]);
});

test.each<readonly ["HK" | "US", string, string]>([
  ["HK", "2023-07-17", "a typhoon"],
  ["HK", "2025-01-29", "the Lunar New Year"],
  ["HK", "2026-04-07", "the day after Ching Ming and Easter Monday"],
  ["HK", "2026-12-25", "Christmas, which is to come"],
  ["US", "2018-12-05", "a state funeral"],
  ["US", "2021-12-24", "Christmas on a Saturday"],
  ["US", "2025-06-19", "Juneteenth"],
  ["US", "2026-11-26", "Thanksgiving, which is to come"],
])("%s is closed on %s, %s", (market, text, _why) => {
  const day = dayOf(text);
  expect(isTradingDay(market, day)).toBe(false);
  expect(isTradingDay(market, day - 7)).toBe(true);
  expect(dayAt(market, indexUpTo(market, day))).toBeLessThan(day);
});

test("as many days a year as the exchanges traded", () => {
  const count = (market: "HK" | "US", year: number) =>
    indexUpTo(market, dayOf(`${year - 1}-12-31`)) - indexUpTo(market, dayOf(`${year}-12-31`));
  expect([2022, 2023, 2024, 2025].map((year) => count("US", year))).toEqual([251, 250, 252, 250]);
  expect([2022, 2024, 2025].map((year) => count("HK", year))).toEqual([246, 246, 246]);
  // Before 2015, every weekday.
  expect(count("US", 2014)).toBe(261);
});

test("trading ends early on half days", () => {
  expect([dayOf("2025-12-24"), dayOf("2026-02-16")].map((day) => isHalfDay("HK", day))).toEqual([true, true]);
  expect([dayOf("2025-11-28"), dayOf("2026-02-16")].map((day) => isHalfDay("US", day))).toEqual([true, false]);
});

test("days are weekdays, each before the one with the smaller index", () => {
  fc.assert(
    fc.property(anyMarket, anyIndex, (market, index) => {
      expect([1, 2, 3, 4, 5]).toContain(new Date(dateTextAt(market, index)).getUTCDay());
      expect(dateTextAt(market, index + 1) < dateTextAt(market, index)).toBe(true);
    }),
  );
});

test("US midnights since 2007 match the time zone database", () => {
  const inNewYork = new Intl.DateTimeFormat("en-CA", {
    timeZone: "America/New_York",
    dateStyle: "short",
    timeStyle: "medium",
    hourCycle: "h23",
  });
  for (let index = 0; dateTextAt("US", index) >= "2007-01-01"; index++) {
    expect(inNewYork.format(timestampAt("US", index) * 1000)).toBe(`${dateTextAt("US", index)}, 00:00:00`);
  }
});

test("only the exact timestamp finds its day", () => {
  fc.assert(
    fc.property(anyMarket, anyIndex, (market, index) => {
      const timestamp = timestampAt(market, index);
      expect(indexOfTimestamp(market, timestamp)).toBe(index);
      expect(indexOfTimestamp(market, timestamp + 1)).toBeUndefined();
      expect(indexOfTimestamp(market, timestamp - 1800)).toBeUndefined();
    }),
  );
  const holiday = Date.UTC(2026, 3, 30, 16) / 1000;
  const saturday = Date.UTC(2026, 4, 1, 16) / 1000;
  for (const timestamp of [holiday, saturday, timestampAt("HK", 0) + 86_400, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(indexOfTimestamp("HK", timestamp)).toBeUndefined();
  }
});

test("a trading day and the days until the next one have the same index", () => {
  fc.assert(
    fc.property(anyMarket, anyIndex, (market, index) => {
      const [day, next] = [dayAt(market, index), index === 0 ? dayAt(market, 0) + 3 : dayAt(market, index - 1)];
      expect(isTradingDay(market, day)).toBe(true);
      expect(indexUpTo(market, day)).toBe(index);
      for (let between = day + 1; between < next; between++) {
        expect(isTradingDay(market, between)).toBe(false);
        expect(indexUpTo(market, between)).toBe(index);
      }
    }),
  );
});

test("future weekdays are trading days without data", () => {
  const newest = dayAt("HK", 0);
  const coming = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  expect(coming.filter((days) => isTradingDay("HK", newest + days))).toEqual([3, 4, 5, 6, 7, 10]);
  expect(indexUpTo("US", newest + 10)).toBe(0);
});
