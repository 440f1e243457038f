import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cursorToKey, cursorToOffset, isKeyCursor, isOffsetCursor, keyToCursor, nextOffset } from "./paging.js";

describe("a key of bytes", () => {
  it("converts to a text cursor and back unchanged", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 80 }), (key) => {
        const cursor = keyToCursor(key);
        expect(cursor !== undefined && isKeyCursor(cursor)).toBe(true);
        expect(JSON.parse(JSON.stringify(cursor))).toBe(cursor);
        expect(cursorToKey(cursor)).toEqual(key);
      }),
    );
  });

  it("that is absent or empty means the end", () => {
    expect([keyToCursor(undefined), keyToCursor(new Uint8Array())]).toEqual([undefined, undefined]);
    expect(cursorToKey(undefined)).toBeUndefined();
  });

  it.each(["", "abc", "a===", "ab c", "-1", "ab=="].map((text) => [text, text === "ab=="] as const))(
    "is not any text: %j is %s",
    (text, isCursor) => {
      expect(isKeyCursor(text)).toBe(isCursor);
    },
  );
});

describe("a number of rows to skip", () => {
  it.each([
    ["1", true],
    ["200", true],
    ["2147483647", true],
    ["2147483648", false],
    ["0", false],
    ["-1", false],
    ["01", false],
    ["1.5", false],
    ["1e3", false],
    ["", false],
  ])("as a cursor: %j is %s", (text, isCursor) => {
    expect(isOffsetCursor(text)).toBe(isCursor);
  });

  it("is 0 for the first page", () => {
    expect([cursorToOffset(undefined), cursorToOffset("40")]).toEqual([0, 40]);
  });

  it.each([
    ["advances by the rows of the page", undefined, 20, false, 45, "20"],
    ["continues from the cursor", "20", 20, false, 45, "40"],
    ["ends if the reply says so", "40", 5, true, 45, undefined],
    ["ends if the reply says so with a number", "40", 5, 1, 45, undefined],
    ["continues if the reply says so, whatever the count", "40", 5, 0, 45, "45"],
    ["ends at the count if the reply says nothing else", "40", 5, undefined, 45, undefined],
    ["continues below the count", "40", 4, undefined, 45, "44"],
    ["continues if the reply says nothing", "40", 5, undefined, undefined, "45"],
    ["ends at a page without rows, whatever the reply says", "40", 0, false, 99, undefined],
  ])("%s", (_, cursor, rowCount, lastPage, allCount, next) => {
    expect(nextOffset(cursor, rowCount, lastPage, allCount)).toBe(next);
  });

  it("visits every row once, whatever the page size", () => {
    fc.assert(
      fc.property(fc.nat({ max: 300 }), fc.integer({ min: 1, max: 50 }), fc.boolean(), (all, size, saysLast) => {
        const seen: number[] = [];
        let cursor: string | undefined;
        do {
          const offset = cursorToOffset(cursor);
          const rows = Array.from({ length: Math.max(0, Math.min(size, all - offset)) }, (_, index) => offset + index);
          seen.push(...rows);
          cursor = nextOffset(cursor, rows.length, saysLast ? offset + rows.length >= all : undefined, all);
        } while (cursor !== undefined);
        expect(seen).toEqual(Array.from({ length: all }, (_, index) => index));
      }),
    );
  });
});
