import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../base/days.js";
import { type Coverage, coverBelow, coverDays, coverNewest, firstGap, missingDays, uncoverNewest } from "./coverage.js";

const firstDay = "2026-01-01";
const dayOf = (index: number) => addDays(firstDay, index);

/** A gateway with one row a day, whose pages come newest first. Cursors are days. */
class Gateway {
  readonly values = new Map<string, number>();
  requests = 0;

  addDays(count: number): void {
    for (let n = 0; n < count; n++) this.values.set(dayOf(this.values.size), 0);
  }

  restate(newest: number): void {
    for (const day of [...this.values.keys()].slice(Math.max(0, this.values.size - newest)))
      this.values.set(day, (this.values.get(day) ?? 0) + 1);
  }

  page(cursor: string | undefined, size: number) {
    this.requests++;
    const days = [...this.values.keys()].filter((day) => cursor === undefined || day < cursor).toReversed();
    const page = days.slice(0, size);
    return { days: page, cursor: days.length > size ? page.at(-1) : undefined };
  }
}

/** A database that takes pages until it is stopped. */
class Archive {
  coverage: Coverage = [];
  readonly rows = new Map<string, number>();

  /** Runs until all is there, or for some pages. */
  run(gateway: Gateway, { size, restatedDays, pages }: { size: number; restatedDays: number; pages: number }): boolean {
    let left = pages;
    const fetch = (cursor: string | undefined) => {
      left--;
      const page = gateway.page(cursor, size);
      for (const day of page.days) this.rows.set(day, gateway.values.get(day) ?? -1);
      return page;
    };
    if (left === 0) return false;
    this.coverage = coverNewest(uncoverNewest(this.coverage, restatedDays), fetch(undefined));
    for (let index = firstGap(this.coverage); index !== -1; index = firstGap(this.coverage)) {
      if (left === 0) return false;
      this.coverage = coverBelow(this.coverage, index, fetch(this.coverage[index]?.cursor));
    }
    return true;
  }
}

const night = fc.record({
  newDays: fc.nat(40),
  restated: fc.nat(4),
  pages: fc.oneof(fc.nat(6), fc.constant(Number.POSITIVE_INFINITY)),
});

describe("the coverage of a walk that comes newest first", () => {
  it("names only days that are there, whenever runs end, and all of them after a whole run", () => {
    const nights = fc.array(night, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        nights,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 4, max: 8 }),
        (runs, size, restatedDays) => {
          const gateway = new Gateway();
          const archive = new Archive();
          for (const { newDays, restated, pages } of runs) {
            gateway.restate(restated);
            gateway.addDays(newDays);
            const isWhole = archive.run(gateway, { size, restatedDays, pages });
            for (const { since, until } of archive.coverage) {
              for (let day = since; day <= until; day = addDays(day, 1)) expect(archive.rows.has(day)).toBe(true);
            }
            for (const [index, { since, until }] of archive.coverage.entries()) {
              expect(since <= until).toBe(true);
              const below = archive.coverage[index + 1];
              if (below) expect(below.until < since).toBe(true);
            }
            if (isWhole) expect([...archive.rows].toSorted()).toEqual([...gateway.values]);
          }
          archive.run(gateway, { size, restatedDays, pages: Number.POSITIVE_INFINITY });
          expect(archive.coverage).toEqual(
            gateway.values.size === 0 ? [] : [{ since: firstDay, until: dayOf(gateway.values.size - 1) }],
          );
        },
      ),
    );
  });

  it("asks for one page a night, and for each page of a gap once", () => {
    const gateway = new Gateway();
    const archive = new Archive();
    const whole = { size: 10, restatedDays: 5, pages: Number.POSITIVE_INFINITY };
    gateway.addDays(100);
    archive.run(gateway, whole);
    expect(gateway.requests).toBe(10);
    for (let evening = 0; evening < 5; evening++) {
      gateway.addDays(1);
      gateway.restate(4);
      archive.run(gateway, whole);
    }
    expect(gateway.requests).toBe(15);
    expect([...archive.rows]).toEqual(expect.arrayContaining([...gateway.values]));
    // A month passes, and the next run dies after two pages.
    gateway.addDays(30);
    archive.run(gateway, { ...whole, pages: 2 });
    expect(archive.coverage).toMatchObject([{ since: dayOf(115), until: dayOf(134) }, { since: firstDay }]);
    archive.run(gateway, whole);
    expect(archive.coverage).toEqual([{ since: firstDay, until: dayOf(134) }]);
    expect(gateway.requests).toBe(17 + 1 + 2);
  });
});

describe("the coverage of days", () => {
  it("joins what touches, and tells what is missing", () => {
    const day = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(fc.array(fc.tuple(day, day), { maxLength: 10 }), day, day, (spans, one, other) => {
        let coverage: Coverage = [];
        const there = new Set<number>();
        for (const [first, last] of spans) {
          coverage = coverDays(coverage, dayOf(first), dayOf(last));
          for (let index = first; index <= last; index++) there.add(index);
        }
        for (const [index, { since }] of coverage.entries()) {
          const below = coverage[index + 1];
          if (below) expect(addDays(below.until, 1) < since).toBe(true);
        }
        const missing = new Set<string>();
        for (const { since, until } of missingDays(coverage, dayOf(one), dayOf(other))) {
          for (let each = since; each <= until; each = addDays(each, 1)) missing.add(each);
        }
        const expected = Array.from({ length: Math.max(0, other - one + 1) }, (_, index) => one + index);
        expect([...missing]).toEqual(expected.filter((index) => !there.has(index)).map(dayOf));
      }),
    );
  });
});
