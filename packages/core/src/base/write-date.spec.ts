import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as contract from "../gen/contract/markets.js";
import {
  writeCompactDay,
  writeDay,
  writeIso,
  writeMicroseconds,
  writeMilliseconds,
  writeMoment,
  writeSeconds,
  writeSlashedDay,
} from "./zoned-time.js";

/** Every time zone of a market. */
const { markets: _, ...zonesByMarket } = contract;
const zones = [...new Set(Object.values(zonesByMarket).flatMap((zonesOf) => Object.values(zonesOf)))].sort();
const evening = new Date("2026-05-07T16:08:12.345Z");
const newYork = "America/New_York";

const dates = fc.date({ min: new Date("1930-01-01"), max: new Date("2200-01-01"), noInvalidDate: true });

describe("a Date on the clocks of a zone", () => {
  it.each([
    ["America/New_York", "2026-05-07 12:08:12"],
    ["America/Toronto", "2026-05-07 12:08:12"],
    ["Asia/Hong_Kong", "2026-05-08 00:08:12"],
    ["Asia/Kuala_Lumpur", "2026-05-08 00:08:12"],
    ["Asia/Shanghai", "2026-05-08 00:08:12"],
    ["Asia/Singapore", "2026-05-08 00:08:12"],
    ["Asia/Tokyo", "2026-05-08 01:08:12"],
    ["Australia/Sydney", "2026-05-08 02:08:12"],
  ])("is written in %s as %s", (zone, moment) => {
    expect(zones).toContain(zone);
    expect(writeMoment(evening, zone)).toBe(moment);
    expect(writeDay(evening, zone)).toBe(moment.slice(0, 10));
  });

  it("has the same day in every form", () => {
    expect(writeDay(evening, "Asia/Tokyo")).toBe("2026-05-08");
    expect(writeSlashedDay(evening, "Asia/Tokyo")).toBe("2026/05/08");
    expect(writeCompactDay(evening, "Asia/Tokyo")).toBe("20260508");
  });

  it("follows daylight saving in New York", () => {
    expect(writeMoment(new Date("2026-03-08T06:59:59Z"), newYork)).toBe("2026-03-08 01:59:59");
    expect(writeMoment(new Date("2026-03-08T07:00:00Z"), newYork)).toBe("2026-03-08 03:00:00");
    expect(writeDay(new Date("2026-07-08T04:00:00Z"), newYork)).toBe("2026-07-08");
    expect(writeDay(new Date("2026-12-08T04:00:00Z"), newYork)).toBe("2026-12-07");
  });

  it("may lie before 1970", () => {
    expect(writeMoment(new Date("1969-07-20T20:17:40.900Z"), newYork)).toBe("1969-07-20 16:17:40");
    expect(writeDay(new Date("1969-12-31T15:00:00Z"), "Asia/Tokyo")).toBe("1970-01-01");
  });

  it.each(zones)("is what the runtime writes in %s in the Swedish way", (zone) => {
    const swedish = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
    fc.assert(
      fc.property(dates, (date) => {
        const moment = swedish.format(date);
        const day = moment.slice(0, 10);
        expect(writeMoment(date, zone)).toBe(moment);
        expect(writeDay(date, zone)).toBe(day);
        expect(writeSlashedDay(date, zone)).toBe(day.replaceAll("-", "/"));
        expect(writeCompactDay(date, zone)).toBe(day.replaceAll("-", ""));
      }),
    );
  });
});

describe("a Date without a zone", () => {
  it("is a number since 1970, or ISO 8601", () => {
    expect(writeSeconds(evening)).toBe(1_778_170_092.345);
    expect(writeMilliseconds(evening)).toBe(1_778_170_092_345);
    expect(writeMicroseconds(evening)).toBe(1_778_170_092_345_000);
    expect(writeIso(evening)).toBe("2026-05-07T16:08:12.345Z");
  });

  it("is negative before 1970", () => {
    const date = new Date("1969-12-31T23:59:58.500Z");
    expect([writeSeconds(date), writeMilliseconds(date), writeMicroseconds(date)]).toEqual([-1.5, -1500, -1_500_000]);
  });

  it("is the same moment when it is read back", () => {
    fc.assert(
      fc.property(dates, (date) => {
        const moments = [writeSeconds(date) * 1000, writeMilliseconds(date), writeMicroseconds(date) / 1000];
        for (const ms of [...moments, Date.parse(writeIso(date))]) expect(Math.round(ms)).toBe(date.getTime());
      }),
    );
  });
});
