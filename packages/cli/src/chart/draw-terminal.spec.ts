import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { drawTerminal } from "./draw-terminal.js";
import type { ShortVolumePicture } from "./picture.js";
import { anyPicture } from "./testing/any-picture.js";
import { sampleCandles, sampleLines, sampleShortVolume, weekdays } from "./testing/sample-pictures.js";

const escapeCharacter = "\u001B";

it("keeps every line of any picture within the columns, and colors only if asked", () => {
  fc.assert(
    fc.property(
      anyPicture,
      fc.integer({ min: 40, max: 200 }),
      fc.option(fc.integer({ min: 5, max: 80 }), { nil: undefined }),
      fc.boolean(),
      (picture, columns, rows, color) => {
        const text = drawTerminal(picture, { columns, rows, color });
        for (const line of text.split("\n")) expect(stringWidth(line), line).toBeLessThanOrEqual(columns);
        if (!color) expect(text).not.toContain(escapeCharacter);
        expect(text).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}\r]/u);
        expect(text).not.toMatch(/NaN|undefined|Infinity|∞/);
      },
    ),
    { numRuns: 300 },
  );
});

it("uses all columns, from 40 to 200", () => {
  for (const picture of [sampleShortVolume(["HK.00700"], 300), sampleCandles(90), sampleLines(30)]) {
    for (let columns = 40; columns <= 200; columns += 5) {
      const lines = drawTerminal(picture, { columns, color: false }).split("\n");
      expect(Math.max(...lines.map((line) => stringWidth(line)))).toBe(columns);
    }
  }
});

it("has room for days at irregular distances", () => {
  const days = weekdays(32).filter((_, index) => index % 2 === 0 || index === 31);
  const points = days.map((day) => ({ day, shortRatio: 5 }));
  const series = ["HK.1", "HK.2", "HK.3", "HK.4"].map((code) => ({ code, points }));
  for (let columns = 40; columns <= 60; columns++) {
    const lines = drawTerminal({ kind: "short-volume", simulated: false, series }, { columns, color: false }).split(
      "\n",
    );
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns);
  }
});

describe("short volume", () => {
  const text = drawTerminal(sampleShortVolume(["HK.00700"], 60), { columns: 80, color: false });

  it("has a panel for price, volume and ratio, with units and days", () => {
    expect(text).toContain("Daily short volume · HK.00700\nSIMULATED DATA\n");
    expect(text).toContain("Close (HKD)");
    expect(text).toContain("Short volume (shares)");
    expect(text).toContain("Short ratio (% of volume)");
    expect(text).toMatch(/1\.0M ┤▄/);
    expect(text.split("\n").at(-1)).toMatch(/^ +2025-12 +2026-01 +2026-02$/);
  });

  it("draws a bar for each day in proportion to its value, and none for an absent one", () => {
    const volumes = [4, 2, undefined, 0, 4];
    const [monday = "", ...days] = weekdays(12);
    const points = [monday, ...days].map((day, index) => ({ day, shortVolume: volumes[index] }));
    const picture: ShortVolumePicture = { kind: "short-volume", simulated: false, series: [{ code: "HK.1", points }] };
    const lines = drawTerminal(picture, { columns: 39, color: false }).split("\n");
    const bars = lines.filter((line) => /[┤│]/.test(line)).map((line) => line.replace(/^.*[┤│]/, ""));
    const height = (column: number) => bars.filter((line) => (line[column] ?? " ") !== " ").length;
    // A label and the axis take three of the columns.
    const columnOf = (day: number) => 3 * day;
    expect(bars.length).toBeGreaterThan(4);
    expect(height(columnOf(0))).toBe(height(columnOf(4)));
    expect(height(columnOf(0)) / height(columnOf(1))).toBeCloseTo(2, 0);
    expect(height(columnOf(2))).toBe(0);
    expect(height(columnOf(3))).toBe(0);
  });

  it("says that there are no rows, and what was summed up", () => {
    const none = drawTerminal(sampleShortVolume(["HK.00700"], 0), { columns: 80, color: false });
    expect(none).toBe("Daily short volume · HK.00700\nSIMULATED DATA\nno rows");
    const many = drawTerminal(sampleShortVolume(["HK.00700"], 10_000), { columns: 80, color: false });
    expect(many).toContain("Each bar is the mean of 141 weekdays, the price the last of them.");
  });

  it("gives each of up to three codes panels, and each of more codes a line", () => {
    const three = drawTerminal(sampleShortVolume(["HK.1", "HK.2", "HK.3"], 30), { columns: 80, color: false });
    expect(three).toContain("HK.2: Short ratio (% of volume)");
    expect(three).toContain("Short volume HK.3 (shares)");
    const codes = Array.from({ length: 50 }, (_, index) => `HK.${10_000 + index}`);
    const lines = drawTerminal(sampleShortVolume(codes, 35), { columns: 100, color: false }).split("\n");
    expect(lines[0]).toBe("Short ratio · 50 codes");
    for (const code of codes) expect(lines.filter((line) => line.startsWith(`${code} `))).toHaveLength(1);
    expect(lines.find((line) => line.startsWith("HK.10000"))).toMatch(/[▁-█]{35,}.* 11 +5 +11$/);
    const few = drawTerminal(sampleShortVolume(codes, 35), { columns: 100, rows: 24, color: false });
    expect(few.split("\n").length).toBeLessThanOrEqual(24);
    expect(few).toMatch(/Shown: the first \d+ of 50 codes\./);
  });

  it("fits into the rows of a terminal if the panels can", () => {
    for (const rows of [16, 20, 24, 30]) {
      const lines = drawTerminal(sampleShortVolume(["HK.00700"], 60), { columns: 80, rows, color: false }).split("\n");
      expect(lines.length).toBeLessThanOrEqual(rows);
    }
  });
});

it("tells rising and falling candles apart without color", () => {
  const text = drawTerminal(sampleCandles(30), { columns: 80, color: false });
  expect(text).toContain("░ close at or above open, █ close below open");
  const [, price = ""] = text.split("Price (HKD)");
  expect(price.split("Volume")[0]).toMatch(/░/);
  expect(price.split("Volume")[0]).toMatch(/█/);
});

it("draws negative bars and lines below zero", () => {
  const text = drawTerminal(sampleLines(30), { columns: 80, color: false });
  expect(text).toContain("Inflow (HKD)");
  expect(text).toMatch(/-1M ┤/);
  expect(text).toMatch(/-500K ┤/);
});

it("colors with codes that end on the same line", () => {
  const text = drawTerminal(sampleShortVolume(["HK.00700"], 60), { columns: 80, color: true });
  expect(text).toContain(`${escapeCharacter}[38;5;178mSIMULATED DATA${escapeCharacter}[39m`);
  for (const line of text.split("\n")) {
    expect(line.split(`${escapeCharacter}[38;5;`).length).toBe(line.split(`${escapeCharacter}[39m`).length);
  }
});
