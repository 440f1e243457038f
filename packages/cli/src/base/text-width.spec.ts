import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { cutText, fitText, widthOf, wrapText } from "./text-width.js";

const letters = fc.constantFrom(
  ..."aZ 0~騰龥あヺ가힣ｶé、・…ÀÿÖＡ（～©",
  "e\u0301",
  "🚀",
  "👨‍👩‍👧",
  "가\u11A8",
  "漢\uFE00",
  "\u0301",
  "ﾞ",
);
const anyText = fc.oneof(
  fc.array(letters, { maxLength: 60 }).map((list) => list.join("")),
  fc.string({ unit: "grapheme", maxLength: 60 }),
);

describe("texts of a terminal", () => {
  it("are as wide as string-width says", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(widthOf(text)).toBe(stringWidth(text));
      }),
    );
  });

  it("are as wide as string-width says, letter by letter", () => {
    const letters = Array.from({ length: 0x1_00_00 }, (_, unit) => String.fromCharCode(unit));
    const shown = letters.filter((letter) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(letter));
    expect(shown.filter((letter) => widthOf(letter) !== stringWidth(letter))).toEqual([]);
  });

  it("are cut where the next character does not fit beside the sign that says so", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 30 }), (text, columns) => {
        const short = cutText(text, columns);
        expect(stringWidth(short)).toBeLessThanOrEqual(columns);
        if (stringWidth(text) <= columns) {
          expect(short).toBe(text);
          return;
        }
        const kept = short.slice(0, -1);
        expect(short).toBe(`${kept}…`);
        expect(text.startsWith(kept)).toBe(true);
        const [next] = [...new Intl.Segmenter().segment(text.slice(kept.length))];
        expect(stringWidth(kept) + stringWidth(next?.segment ?? "")).toBeGreaterThanOrEqual(columns);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["letters", "x"],
    ["wide letters", "騰"],
    ["letters of several parts", "e\u0301"],
    ["marks on one letter", "\u0301"],
  ])("are cut without looking at the rest: %s", (_, letter) => {
    const long = letter.repeat(4_000_000);
    const beganMs = performance.now();
    for (let times = 0; times < 20; times++) {
      const short = cutText(long, 40);
      expect(short.length).toBeLessThanOrEqual(641);
      expect(widthOf(short)).toBeLessThanOrEqual(40);
    }
    expect(performance.now() - beganMs).toBeLessThan(1000);
  });

  it("fill a column on either side, and break between words", () => {
    expect(fitText("騰訊", 6, "right")).toBe("  騰訊");
    expect(fitText("騰訊控股", 6, "left")).toBe("騰訊… ");
    expect(wrapText("one two three 騰訊控股有限公司", 8)).toEqual(["one two", "three", "騰訊控…"]);
  });
});
