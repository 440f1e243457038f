import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as contract from "../gen/contract/markets.js";
import { padNumber, toZonedTime, type ZonedTime } from "./zoned-time.js";

/** Every time zone of a market. */
const { markets: _, ...zonesByMarket } = contract;
const zones = [...new Set(Object.values(zonesByMarket).flatMap((zonesOf) => Object.values(zonesOf)))].sort();
/** Zones that have not changed their clocks since 1982, by their hours ahead of UTC. */
const fixedHours: Readonly<Record<string, number>> = {
  "Asia/Hong_Kong": 8,
  "Asia/Kuala_Lumpur": 8,
  "Asia/Singapore": 8,
  "Asia/Tokyo": 9,
};

const textOf = ({ year, month, day, hour, minute, second }: ZonedTime) =>
  `${padNumber(year, 4)}-${[month, day].map((part) => padNumber(part, 2)).join("-")} ${[hour, minute, second].map((part) => padNumber(part, 2)).join(":")}`;
const clocksAt = (moment: string, zone: string) => textOf(toZonedTime(Date.parse(moment), zone));

/** What a clock shows that is some time ahead of UTC. */
const fixedClock = (epochMs: number, aheadMs: number) =>
  new Date(epochMs + aheadMs).toISOString().slice(0, 19).replace("T", " ");

const momentsBetween = (first: number, last: number) =>
  fc.integer({ min: Date.UTC(first, 0, 1), max: Date.UTC(last, 0, 1) - 1 });

describe("the clocks of a zone", () => {
  it("are known for every market", () => {
    expect(zones).toEqual([
      "America/New_York",
      "America/Toronto",
      "Asia/Hong_Kong",
      "Asia/Kuala_Lumpur",
      "Asia/Shanghai",
      "Asia/Singapore",
      "Asia/Tokyo",
      "Australia/Sydney",
    ]);
  });

  it.each([
    ["America/New_York", "2026-05-07 12:30:05", "2026-01-07 11:30:05"],
    ["America/Toronto", "2026-05-07 12:30:05", "2026-01-07 11:30:05"],
    ["Asia/Hong_Kong", "2026-05-08 00:30:05", "2026-01-08 00:30:05"],
    ["Asia/Kuala_Lumpur", "2026-05-08 00:30:05", "2026-01-08 00:30:05"],
    ["Asia/Shanghai", "2026-05-08 00:30:05", "2026-01-08 00:30:05"],
    ["Asia/Singapore", "2026-05-08 00:30:05", "2026-01-08 00:30:05"],
    ["Asia/Tokyo", "2026-05-08 01:30:05", "2026-01-08 01:30:05"],
    ["Australia/Sydney", "2026-05-08 02:30:05", "2026-01-08 03:30:05"],
  ])("%s show their own time in May and in January", (zone, inMay, inJanuary) => {
    expect(clocksAt("2026-05-07T16:30:05Z", zone)).toBe(inMay);
    expect(clocksAt("2026-01-07T16:30:05Z", zone)).toBe(inJanuary);
  });

  it("leap from 02:00 to 03:00 in New York when daylight saving begins", () => {
    expect(clocksAt("2026-03-08T06:59:59Z", "America/New_York")).toBe("2026-03-08 01:59:59");
    expect(clocksAt("2026-03-08T07:00:00Z", "America/New_York")).toBe("2026-03-08 03:00:00");
  });

  it("show the hour from 01:00 to 02:00 twice in New York when daylight saving ends", () => {
    expect(clocksAt("2026-11-01T05:30:00Z", "America/New_York")).toBe("2026-11-01 01:30:00");
    expect(clocksAt("2026-11-01T06:30:00Z", "America/New_York")).toBe("2026-11-01 01:30:00");
    expect(clocksAt("2026-11-01T07:00:00Z", "America/New_York")).toBe("2026-11-01 02:00:00");
  });

  it("start a day with the hour 0", () => {
    expect(clocksAt("2026-05-07T16:00:00Z", "Asia/Hong_Kong")).toBe("2026-05-08 00:00:00");
    expect(clocksAt("2026-05-07T15:59:59.999Z", "Asia/Hong_Kong")).toBe("2026-05-07 23:59:59");
  });

  it("go on before 1970", () => {
    expect(clocksAt("1969-07-20T20:17:40Z", "America/New_York")).toBe("1969-07-20 16:17:40");
    expect(clocksAt("1969-12-31T23:59:59.500Z", "Asia/Tokyo")).toBe("1970-01-01 08:59:59");
  });

  it.each(Object.entries(fixedHours))("%s are always %i hours ahead of UTC", (zone, hours) => {
    fc.assert(
      fc.property(momentsBetween(1983, 2200), (epochMs) => {
        expect(textOf(toZonedTime(epochMs, zone))).toBe(fixedClock(epochMs, hours * 3_600_000));
      }),
    );
  });

  it.each(zones)("%s agree with the offset from UTC that the runtime names", (zone) => {
    const offsets = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
    fc.assert(
      fc.property(momentsBetween(1930, 2200), (epochMs) => {
        const name = offsets.formatToParts(epochMs).find(({ type }) => type === "timeZoneName")?.value ?? "";
        const [, sign, hours = "0", minutes = "0", seconds = "0"] =
          /^GMT(?:([+-])(\d+):(\d+)(?::(\d+))?)?$/.exec(name) ?? [];
        const ahead = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * (sign === "-" ? -1000 : 1000);
        expect(textOf(toZonedTime(epochMs, zone))).toBe(fixedClock(epochMs, ahead));
      }),
    );
  });

  it("are unknown for a zone that does not exist", () => {
    expect(() => toZonedTime(0, "Asia/Atlantis")).toThrow(RangeError);
  });
});

it("a number has leading zeros, and keeps digits that it has", () => {
  expect([padNumber(7, 2), padNumber(12, 2), padNumber(123, 2), padNumber(0, 4)]).toEqual(["07", "12", "123", "0000"]);
});
