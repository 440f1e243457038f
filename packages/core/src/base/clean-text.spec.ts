import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanText } from "./clean-text.js";

describe("cleanText", () => {
  it.each([
    ["an escape sequence", "a\u001B[31mb", "a [31mb"],
    ["C1 controls", "a\u009B2Jb\u0085c", "a 2Jb c"],
    ["ends of lines", "a\r\nopend: b\u2028c\u2029d", "a opend: b c d"],
    ["bidi marks", "a\u202Eb\u2066c\u200Fd\u061Ce", "a b c d e"],
    ["what is invisible", "a\u200B\u2060\uFEFFb\u00ADc\u{E0041}d\u3164e", "a b c d e"],
    ["what is no character", "a\uD800b\uFFFFc\u{1FFFE}d", "a b c d"],
  ])("replaces %s", (_, text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it("leaves names of any script alone", () => {
    const names = "騰訊控股 Société Générale नेस्ले ไทย شركة 🚀 e\u0301 «A&B» 1,000";
    expect(cleanText(names)).toBe(names);
  });

  it("shortens, without half of a pair at the end", () => {
    expect(cleanText("x".repeat(501))).toBe(`${"x".repeat(499)}…`);
    expect(cleanText("ab🚀cd", 4)).toBe("ab…");
    expect(cleanText("abcd", 4)).toBe("abcd");
  });

  it("gives one line that is clean, no longer than asked for, and stays as it is", () => {
    const anyText = fc.string({ unit: "binary", maxLength: 60 });
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 60 }), (text, most) => {
        const clean = cleanText(text, most);
        expect(clean.length).toBeLessThanOrEqual(most);
        expect(clean).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(cleanText(clean, most)).toBe(clean);
      }),
    );
  });
});
