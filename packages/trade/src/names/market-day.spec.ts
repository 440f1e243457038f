import { expect, it } from "vitest";
import { marketDay } from "./market-day.js";

it.each([
  [["HK"], "2026-06-01T15:59:59Z", "2026-06-01"],
  [["HK"], "2026-06-01T16:00:00Z", "2026-06-02"],
  [["US"], "2026-06-02T03:59:59Z", "2026-06-01"],
  [["US"], "2026-12-02T04:59:59Z", "2026-12-01"],
  [["US", "HK", "HKCC"], "2026-06-01T16:00:00Z", "2026-06-02"],
  [["Futures"], "2026-06-01T14:00:00Z", "2026-06-02"],
  [["US", 999], "2026-06-01T14:00:00Z", "2026-06-02"],
] as const)("the day in %j at %s is %s", (markets, moment, day) => {
  expect(marketDay(markets, new Date(moment))).toBe(day);
});

it("is that of now by default", () => {
  const days = () => marketDay(["HK"], new Date());
  expect([days(), days()]).toContain(marketDay(["HK"]));
});
