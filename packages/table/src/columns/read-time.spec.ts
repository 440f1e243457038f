import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { microsecondsReader, readDay } from "./read-time.js";

const moments = fc.date({ min: new Date("0002-01-01"), max: new Date("9998-12-31"), noInvalidDate: true });

const readMicroseconds = microsecondsReader();

describe("readDay", () => {
  it("is the number of days since 1970", () => {
    fc.assert(
      fc.property(moments, (date) => {
        expect(readDay(date.toISOString().slice(0, 10))).toBe(Math.floor(date.getTime() / 86_400_000));
      }),
    );
  });

  it.each([
    "",
    "2026-02-30",
    "2026-13-01",
    "2026-00-10",
    "08/05/2026",
    "2026-5-8",
    "2026-05-08 ",
    "2026-05-08T00:00:00Z",
  ])("%j is no day", (text) => {
    expect(readDay(text)).toBeUndefined();
  });
});

describe("microsecondsReader", () => {
  it("is the same moment in every offset, to the microsecond", () => {
    const offsets = fc.integer({ min: -23 * 60 - 59, max: 23 * 60 + 59 });
    fc.assert(
      fc.property(moments, offsets, fc.integer({ min: 0, max: 999 }), (date, minutes, micros) => {
        const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1);
        const ahead = new Date(Math.abs(minutes) * 60_000).toISOString().slice(11, 16);
        const text = `${local}${String(micros).padStart(3, "0")}${minutes < 0 ? "-" : "+"}${ahead}`;
        expect(BigInt(readMicroseconds(text) ?? 0)).toBe(BigInt(date.getTime()) * 1000n + BigInt(micros));
      }),
    );
  });

  it("takes what the gateway leaves out, and drops what is smaller", () => {
    const base = Date.UTC(2026, 4, 8, 16, 8) * 1000;
    expect(readMicroseconds("2026-05-08T16:08Z")).toBe(base);
    expect(readMicroseconds("2026-05-08T16:08:00.5Z")).toBe(base + 500_000);
    expect(readMicroseconds("2026-05-08T16:08:00.0000019Z")).toBe(base + 1);
    expect(readMicroseconds("1969-12-31T23:59:59.999999Z")).toBe(-1);
  });

  it.each([
    "",
    "2026-05-08",
    "2026-05-08T16:08:12",
    "2026-05-08 16:08:12+08:00",
    "2026-02-30T16:08:12Z",
    "2026-05-08T24:00:00Z",
    "2026-05-08T16:60:00Z",
    "2026-05-08T16:08:60Z",
    "2026-05-08T16:08:12+24:00",
    "2026-05-08T16:08:12+08:60",
    "1778227692",
  ])("%j is no moment", (text) => {
    expect(readMicroseconds(text)).toBeUndefined();
  });
});
