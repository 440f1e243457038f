import type { TableColumn } from "@opend/table";
import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { TerminalTable } from "./terminal-table.js";

const columns: readonly TableColumn[] = [
  { name: "code", type: "text", path: ["code"] },
  { name: "name", type: "text", path: ["name"] },
  { name: "close", type: "double", path: ["price", "close"] },
  { name: "volume", type: "int64", path: ["volume"] },
];

async function draw(blocks: readonly (readonly object[])[], width: number, important?: readonly string[]) {
  const printed: string[] = [];
  const notes: string[] = [];
  const print = async (text: string) => {
    printed.push(text);
  };
  const note = (line: string) => notes.push(line);
  const table = new TerminalTable({ columns, important, width: () => width, color: false, print, note });
  for (const rows of blocks) await table.write(rows);
  await table.finish();
  return { text: printed.join(""), notes };
}

describe("a table on a terminal", () => {
  it("aligns columns, also with wide letters, and leaves absent values empty", async () => {
    const rows = [
      { code: "HK.00700", name: "騰訊控股", price: { close: 471.4 }, volume: 25207039 },
      { code: "US.AAPL", name: "Apple", price: {}, volume: 0 },
    ];
    const { text, notes } = await draw([rows], 80);
    expect(text).toBe(
      [
        "code      name      close      volume",
        "HK.00700  騰訊控股  471.4  25,207,039",
        "US.AAPL   Apple                     0",
        "",
      ].join("\n"),
    );
    expect(notes).toEqual([]);
  });

  it("prints the head once, and leaves out columns that no row has", async () => {
    const { text } = await draw([[{ code: "HK.00700" }], [{ code: "HK.00001" }]], 80);
    expect(text).toBe("code\nHK.00700\nHK.00001\n");
  });

  it("keeps the important columns when there is no room, and says which are missing", async () => {
    const rows = [{ code: "HK.00700", name: "Tencent Holdings Limited", price: { close: 1 }, volume: 1 }];
    const { text, notes } = await draw([rows], 20, ["code", "close"]);
    expect(text.split("\n")[0]).toBe("code      close");
    expect(notes).toEqual([expect.stringContaining("2 columns do not fit: name, volume.")]);
  });

  it("begins with the first rows together, so that its columns fit all of them", async () => {
    const first = { code: "HK.00700", volume: 1 };
    const { text } = await draw([[first], [{ ...first, volume: 12_345_678 }]], 33);
    expect(text).toBe("code          volume\nHK.00700           1\nHK.00700  12,345,678\n");
  });

  it("prints the heads again when a later row does not fit, over columns that do", async () => {
    const first = { code: "HK.00700", name: "Tencent", price: { close: 1 }, volume: 1 };
    const page = new Array<typeof first>(20).fill(first);
    const { text, notes } = await draw([page, [{ ...first, volume: 12_345_678 }], [first]], 33, ["code", "volume"]);
    expect(text.split("\n")).toEqual([
      "code      name     close  volume",
      ...page.map(() => "HK.00700  Tencent      1       1"),
      "code      name         volume",
      "HK.00700  Tencent  12,345,678",
      "HK.00700  Tencent           1",
      "",
    ]);
    expect(notes).toEqual([expect.stringContaining("1 column does not fit: close.")]);
  });

  it("prints the heads again when a later row has a value for another column", async () => {
    const page = new Array<object>(20).fill({ code: "HK.00700" });
    const { text } = await draw([page, [{ code: "US.AAPL", volume: 1 }]], 80);
    expect(text.split("\n").slice(-3)).toEqual(["code      volume", "US.AAPL        1", ""]);
  });

  it("shows a list as people write it", async () => {
    const { text } = await draw([[{ code: ["HK", "US"] }]], 80);
    expect(text).toBe("code\nHK, US\n");
  });

  it("says that there are no rows", async () => {
    expect(await draw([[]], 80)).toEqual({ text: "", notes: ["There are no rows."] });
  });

  it("draws a name of any length as fast as a short one, and a whole market some rows at a time", async () => {
    const name = "騰訊控股有限公司".repeat(30_000);
    const rows = Array.from({ length: 20_000 }, (_, index) => ({ code: `HK.${index}`, name }));
    const printed: number[] = [];
    const print = async (text: string) => void printed.push(text.length);
    const table = new TerminalTable({ columns, width: () => 80, color: false, print, note: () => {} });
    const beganMs = performance.now();
    await table.write(rows);
    await table.finish();
    expect(performance.now() - beganMs).toBeLessThan(4_000);
    expect(printed.length).toBeGreaterThan(10);
    expect(Math.max(...printed)).toBeLessThan(100_000);
  });

  it("is never wider than the terminal, and moves no cursor", async () => {
    const anyRow = fc.record({
      code: fc.string({ maxLength: 30 }),
      name: fc.string({ unit: "binary", maxLength: 60 }),
      price: fc.record({ close: fc.double() }),
      volume: fc.maxSafeInteger(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(anyRow, { minLength: 1, maxLength: 25 }), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 40, max: 200 }),
        async (blocks, width) => {
          const { text } = await draw(blocks, width);
          expect(text).not.toMatch(/[^\P{Cc}\n]/u);
          for (const line of text.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});
