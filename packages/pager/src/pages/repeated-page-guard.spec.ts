import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isEqual } from "./is-equal.js";
import { RepeatedPageGuard } from "./repeated-page-guard.js";

interface Row {
  readonly security: { readonly code: string };
  readonly price: number;
}

const row = (id: number, price = 1): Row => ({ security: { code: String(id) }, price });
const rowsFrom = (first: number, count: number) => Array.from({ length: count }, (_, index) => row(first + index));

/** The number of the page at which the guard stops a gateway; undefined when it does not within 5,000 pages. */
function stoppedAt(pageAt: (index: number) => readonly unknown[]): number | undefined {
  const guard = new RepeatedPageGuard();
  for (let index = 0; index < 5000; index++) {
    if (guard.isRepeated(pageAt(index))) return index;
    guard.remember(pageAt(index));
  }
  return undefined;
}

describe("a gateway that repeats itself", () => {
  it.each([
    [200, 1],
    [10, 1],
    [9, 2],
    [5, 2],
    [2, 5],
    [1, 100],
  ])("with a page of %i rows is stopped at page %i", (rowCount, index) => {
    expect(stoppedAt(() => rowsFrom(0, rowCount))).toBe(index);
  });

  it("is detected whatever the length and start of the cycle", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.nat(40),
        fc.integer({ min: 2, max: 30 }),
        (round, before, size) => {
          const at = (index: number) => (index < before ? index : before + ((index - before) % round));
          const index = stoppedAt((each) => rowsFrom(at(each) * size, size));
          expect(index).toBeGreaterThanOrEqual(before + round);
          const repetitions = Math.ceil(10 / size);
          expect(index).toBeLessThanOrEqual(4 * (before + round * repetitions) + 10);
        },
      ),
    );
  });

  it("with identical rows is not detected before a hundred pages", () => {
    expect(stoppedAt(() => [row(1), row(1), row(1)])).toBe(100);
  });

  it("is detected even if the program changes the rows", () => {
    const guard = new RepeatedPageGuard();
    const pages = [rowsFrom(0, 20), rowsFrom(0, 20)].map((rows) => rows.map((each) => ({ ...each })));
    guard.remember(pages[0] ?? []);
    for (const each of pages[0] ?? []) each.price = 99;
    expect(guard.isRepeated(pages[1] ?? [])).toBe(true);
  });
});

describe("a correct list", () => {
  it("is never stopped, whatever the page size", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { maxLength: 300 }), fc.integer({ min: 1, max: 60 }), (ids, size) => {
        const list = ids.map((id) => row(id));
        expect(stoppedAt((index) => list.slice(index * size, (index + 1) * size))).toBeUndefined();
      }),
    );
  });

  it("is never stopped if rows differ by only one value", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { minLength: 20, maxLength: 200 }), (prices) => {
        const list = prices.map((price, index) => row(index, price));
        expect(stoppedAt((index) => list.slice(index * 10, (index + 1) * 10))).toBeUndefined();
      }),
    );
  });

  it("is not stopped because it moved by a small page between two requests", () => {
    // Each request finds a number of new rows before those that it has seen.
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 2, max: 60 }), (size, pages) => {
        const movesAt = Math.floor(pages / 2);
        const offsetAt = (index: number) => (index < movesAt ? index : index - 1) * size;
        expect(stoppedAt((index) => (index < pages ? rowsFrom(offsetAt(index), size) : []))).toBeUndefined();
      }),
    );
  });

  it("is not stopped by pages without rows", () => {
    expect(stoppedAt(() => [])).toBeUndefined();
  });
});

describe("equality", () => {
  it.each<[unknown, unknown, boolean]>([
    [{ a: 1n, b: [{ c: "x" }] }, { b: [{ c: "x" }], a: 1n }, true],
    [{ a: 1 }, { a: 1, b: undefined }, false],
    [{ a: undefined }, { b: undefined }, false],
    [[1, 2], [1], false],
    [[], {}, false],
    [new Uint8Array([1, 2]), new Uint8Array([1, 2]), true],
    [new Uint8Array([1, 2]), new Uint8Array([1, 3]), false],
    [Number.NaN, Number.NaN, true],
    [0, "0", false],
    [null, {}, false],
    [1, 1n, false],
  ])("of %s and %s is %s", (a, b, expected) => {
    expect(isEqual(a, b)).toBe(expected);
    expect(isEqual(b, a)).toBe(expected);
  });

  it("holds between any value and its copy", () => {
    fc.assert(fc.property(fc.object({ withBigInt: true }), (value) => isEqual(value, structuredClone(value))));
  });
});
