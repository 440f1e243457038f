import { readFile, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { tempFolder } from "@opend/test-kit/temp-folder";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UsageError } from "../base/usage-error.js";
import { Journal, journalPath, readJournalHead, readJournalPages } from "./journal.js";
import type { JournalHead, JournalPage } from "./journal-schema.js";

const head = (out: string): JournalHead => ({
  opend: 1,
  command: "candles",
  options: { kept: { since: "2026-01-01" }, limit: 5, output: { columns: "day" } },
  starts: [{ code: "HK.00700" }],
  outs: [out],
});

const anyPage: fc.Arbitrary<JournalPage> = fc.record({
  code: fc.constantFrom("HK.00700", "US.AAPL"),
  cursor: fc.constantFrom("1778169600", "AAEC"),
  rows: fc.array(fc.record({ name: fc.string({ unit: "binary" }), close: fc.integer() }), { maxLength: 3 }),
});

async function pagesOf(out: string): Promise<JournalPage[]> {
  const pages: JournalPage[] = [];
  for await (const page of readJournalPages(out)) pages.push(page);
  return pages;
}

describe("a journal", () => {
  it("gives back the whole pages, wherever it is cut, and goes on behind them", async () => {
    const folder = await tempFolder({});
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyPage, { minLength: 1, maxLength: 5 }),
        anyPage,
        fc.nat(),
        async (pages, more, cut) => {
          const out = join(folder, `${run++}.csv`);
          const journal = await Journal.begin(head(out), "");
          const ends = [(await readFile(journalPath(out))).length];
          for (const page of pages) {
            await journal.add(page);
            ends.push((await readFile(journalPath(out))).length);
          }
          await journal.close({ keep: true });
          const [begin = 0, end = 0] = [ends[0], ends.at(-1)];
          const size = begin + (cut % (end - begin + 1));
          await truncate(journalPath(out), size);
          const whole = pages.slice(0, ends.filter((each) => each <= size).length - 1);
          expect(await pagesOf(out)).toEqual(whole);
          const again = await Journal.goOn(out);
          await again.add(more);
          await again.close({ keep: true });
          expect(await pagesOf(out)).toEqual([...whole, more]);
          expect(await readJournalHead(out)).toEqual(head(out));
        },
      ),
      { numRuns: 100 },
    );
  });

  it("notices a page that is missing, doubled or in another place", async () => {
    const out = join(await tempFolder({}), "rows.csv");
    const journal = await Journal.begin(head(out), "");
    const pages = ["a", "b", "c", "d"].map((cursor) => ({ code: "HK.00700", rows: [{ close: 1 }], cursor }));
    for (const page of pages) await journal.add(page);
    await journal.close({ keep: true });
    const [first = "", ...lines] = (await readFile(journalPath(out), "utf8")).trimEnd().split("\n");
    const write = (numbers: readonly number[]) =>
      writeFile(journalPath(out), [first, ...numbers.map((number) => lines[number - 1]), ""].join("\n"));
    for (const numbers of [
      [1, 3, 4],
      [2, 3, 4],
      [1, 1, 2],
      [1, 3, 2, 4],
      [1, 2, 4],
    ]) {
      await write(numbers);
      await expect(pagesOf(out)).rejects.toThrow(
        / was edited: line \d has page \d of the run, and page \d belongs there/,
      );
    }
    // Where the end is missing, the run continues from there.
    await write([1, 2]);
    expect(await pagesOf(out)).toEqual(pages.slice(0, 2));
  });

  it("of an earlier build has no numbers, and is continued with some", async () => {
    const out = join(await tempFolder({}), "rows.csv");
    const page = { code: "HK.00700", rows: [{ close: 1 }], cursor: "a" };
    await writeFile(journalPath(out), [head(out), page, page].map((line) => `${JSON.stringify(line)}\n`).join(""));
    const journal = await Journal.goOn(out);
    await journal.add({ ...page, cursor: "b" });
    await journal.close({ keep: true });
    expect(await readFile(journalPath(out), "utf8")).toContain('\n{"page":3,"code":');
    expect(await pagesOf(out)).toEqual([page, page, { ...page, cursor: "b" }]);
  });

  it("keeps numbers that JSON has no form for as the texts of the plain form", async () => {
    const out = join(await tempFolder({}), "rows.csv");
    const journal = await Journal.begin(head(out), "");
    await journal.add({ code: "HK.00700", rows: [{ a: Number.NaN, b: Number.NEGATIVE_INFINITY }], cursor: undefined });
    await journal.close({ keep: true });
    expect(await pagesOf(out)).toEqual([{ code: "HK.00700", rows: [{ a: "NaN", b: "-Infinity" }] }]);
  });

  it("is not begun over one that holds rows, and says how to go on", async () => {
    const out = join(await tempFolder({}), "rows.csv");
    await (await Journal.begin(head(out), "")).close({ keep: true });
    await expect(Journal.begin(head(out), "opend candles")).rejects.toThrow("Go on with it: opend candles. Or delete");
  });

  it("is removed when nothing is left", async () => {
    const out = join(await tempFolder({}), "rows.csv");
    await (await Journal.begin(head(out), "")).close({ keep: false });
    await expect(readJournalHead(out)).rejects.toThrow("there is no");
  });

  it("can be read by its user only", async () => {
    const out = join(await tempFolder({}), "rows.csv");
    await (await Journal.begin(head(out), "")).close({ keep: true });
    expect((await stat(journalPath(out))).mode & 0o777).toBe(0o600);
  });

  const whole = head("rows.csv");
  it.each<[string, unknown]>([
    ["it is empty", ""],
    ["line 1 is not JSON", "code,day\n"],
    ["line 1 has a wrong opend", "[1]\n"],
    ["line 1 is not an object", "null\n"],
    ["line 1 has a wrong opend", { ...whole, opend: 2 }],
    ["line 1 has a wrong command", { ...whole, command: 7 }],
    ["line 1 has a wrong options", { ...whole, options: null }],
    ["line 1 has a wrong options.kept", { ...whole, options: { ...whole.options, kept: [] } }],
    ["line 1 has a wrong options.limit", { ...whole, options: { ...whole.options, limit: 0.5 } }],
    ["line 1 has a wrong options.output.columns", { ...whole, options: { ...whole.options, output: { columns: 1 } } }],
    ["line 1 has a wrong options.output.out", { ...whole, options: { ...whole.options, output: { out: ["x"] } } }],
    ["line 1 has a wrong starts", { ...whole, starts: "HK.00700" }],
    ["line 1 has a wrong starts.0.cursor", { ...whole, starts: [{ code: "HK.00700", cursor: 5 }] }],
    ["line 1 has a wrong outs", { ...whole, outs: [] }],
    ["line 1 has a wrong outs.0", { ...whole, outs: [{}] }],
  ])("is none of opend: %s", async (what, given) => {
    const text = typeof given === "string" ? given : `${JSON.stringify(given)}\n`;
    const folder = await tempFolder({ "rows.csv.resume": text });
    const reading = readJournalHead(join(folder, "rows.csv"));
    await expect(reading).rejects.toThrow(`--resume: ${folder}/rows.csv.resume is no journal of opend: ${what}`);
    await expect(reading).rejects.toBeInstanceOf(UsageError);
  });

  it.each<[string, unknown]>([
    ["line 2 is not JSON", "{"],
    ["line 2 is not an object", null],
    ["line 2 has a wrong code", { rows: [] }],
    ["line 2 has a wrong rows", { code: "HK.00700", rows: {} }],
    ["line 2 has a wrong rows.1", { code: "HK.00700", rows: [{}, null] }],
    ["line 2 has a wrong cursor", { code: "HK.00700", rows: [], cursor: 1 }],
  ])("has no such page: %s", async (what, page) => {
    const line = typeof page === "string" ? page : JSON.stringify(page);
    const folder = await tempFolder({ "rows.csv.resume": `${JSON.stringify(whole)}\n${line}\n` });
    await expect(pagesOf(join(folder, "rows.csv"))).rejects.toThrow(`is no journal of opend: ${what}`);
  });
});
