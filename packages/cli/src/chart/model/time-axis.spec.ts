import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { weekdays } from "../testing/sample-pictures.js";
import { createTimeAxis } from "./time-axis.js";

function labelsOf(times: readonly string[], most: number): string {
  const ticks = createTimeAxis(times)?.ticks(most) ?? [];
  return ticks.map(({ label, context }) => (context === "" ? label : `${label} ${context}`)).join(", ");
}

const moments = ["2026-05-07", "2026-05-08"].flatMap((day) =>
  Array.from({ length: 78 }, (_, index) => {
    const minutes = 570 + index * 5;
    const clock = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
    return `${day}T${clock}:00+08:00`;
  }),
);

describe("an axis of days", () => {
  it("has no places for weekends, and places for days without rows", () => {
    const axis = createTimeAxis(["2026-05-08", "2026-05-11", "2026-05-18"]);
    const [friday, monday, later] = ["2026-05-08", "2026-05-11", "2026-05-18"].map((day) => axis?.at(day) ?? 0);
    expect([monday, later].map((position) => (position ?? 0) - (friday ?? 0))).toEqual([1, 6]);
  });

  it("has places for weekends if there are rows", () => {
    const axis = createTimeAxis(["2026-05-08", "2026-05-09", "2026-05-11"]);
    expect((axis?.last ?? 0) - (axis?.first ?? 0)).toBe(3);
    expect(axis?.slot).toBe("day");
  });

  it("finds the day of every position", () => {
    const day = fc.date({ min: new Date("1950-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(fc.array(day, { minLength: 1, maxLength: 20 }), (dates) => {
        const days = dates.map((date) => date.toISOString().slice(0, 10));
        const axis = createTimeAxis(days);
        for (const each of days) expect(axis?.textAt(axis.at(each) ?? Number.NaN)).toBe(each);
      }),
    );
  });

  it("labels where weeks, months and years begin, as far as there is room", () => {
    expect(labelsOf(weekdays(5), 10)).toBe("Dec 1 2025, Dec 2, Dec 3, Dec 4, Dec 5");
    expect(labelsOf(weekdays(30), 10)).toBe("Dec 1 2025, Dec 8, Dec 15, Dec 22, Dec 29, Jan 5 2026");
    expect(labelsOf(weekdays(120), 8)).toBe("Dec 2025, Jan 2026, Feb, Mar, Apr, May");
    expect(labelsOf(weekdays(2600), 12)).toBe("2026, 2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034, 2035");
    expect(labelsOf(["2026-05-20"], 12)).toBe("May 20 2026");
  });

  it("never labels more than there is room for", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 20 }), (count, most) => {
        const ticks = createTimeAxis(weekdays(count))?.ticks(most) ?? [];
        expect(ticks.length).toBeGreaterThan(0);
        expect(ticks.length).toBeLessThanOrEqual(most);
      }),
    );
  });

  it("takes two weeks for a pause, but not the time between sparse rows", () => {
    const daily = createTimeAxis(weekdays(100));
    expect(daily?.isPause(0, 10)).toBe(false);
    expect(daily?.isPause(0, 11)).toBe(true);
    const monthly = createTimeAxis(["2026-01-01", "2026-02-02", "2026-03-02", "2026-04-01"]);
    expect(monthly?.isPause(0, 66)).toBe(false);
  });
});

describe("an axis of moments", () => {
  it("has a place for each moment and none for the night", () => {
    const axis = createTimeAxis(moments);
    expect([axis?.first, axis?.last]).toEqual([0, 155]);
    expect(axis?.textAt(78)).toBe("2026-05-08 09:30");
    expect(axis?.isPause(77, 78)).toBe(true);
    expect(axis?.isPause(76, 77)).toBe(false);
  });

  it("labels hours, and the days that they belong to", () => {
    expect(labelsOf(moments, 8)).toBe("10:00 May 7, 12:00, 14:00, 10:00 May 8, 12:00, 14:00");
  });

  it("does not take the nights between single points for pauses", () => {
    const axis = createTimeAxis(["2026-05-07 16:00:00", "2026-05-08 16:00:00"]);
    expect(axis?.isPause(0, 1)).toBe(false);
  });
});

it("knows no axis of times that cannot be read", () => {
  expect(createTimeAxis([])).toBeUndefined();
  expect(createTimeAxis(["", "2026-02-30", "2026-13-01", "today", "2026-05-08T25:00:00"])).toBeUndefined();
});
