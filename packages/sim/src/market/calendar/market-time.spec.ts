import { expect, test } from "vitest";
import { marketDay, marketTimeText, midnightMs } from "./market-time.js";

const msPerDay = 86_400_000;

test.each([
  ["HK", "2026-05-08T01:30:00.999Z", "2026-05-08 09:30:00"],
  ["HK", "2026-05-07T16:00:00Z", "2026-05-08 00:00:00"],
  ["US", "2026-05-08T13:30:00Z", "2026-05-08 09:30:00"],
  ["US", "2026-01-08T14:30:00Z", "2026-01-08 09:30:00"],
  ["US", "1970-01-01T00:00:00Z", "1969-12-31 19:00:00"],
] as const)("in %s, %s is %s", (market, moment, text) => {
  expect(marketTimeText(market, Date.parse(moment))).toBe(text);
});

test.each(["HK", "US"] as const)("a day of %s begins at its midnight", (market) => {
  // At 12:00 UTC, the date is the same in both markets.
  for (let day = 20_000; day < 20_400; day++) {
    const startMs = midnightMs(market, day);
    expect(marketDay(market, day * msPerDay + msPerDay / 2)).toBe(day);
    const isSunday = new Date(day * msPerDay).getUTCDay() === 0;
    // No market trades on Sundays when the clocks change.
    if (!isSunday) expect(marketTimeText(market, startMs).slice(11)).toBe("00:00:00");
  }
});
