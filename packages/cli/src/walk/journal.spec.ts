import { readFile, truncate } from "node:fs/promises";
import { join } from "node:path";
import { tempFolder } from "@opend/test-kit/temp-folder";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  Journal,
  type JournalHead,
  type JournalPage,
  journalPath,
  readJournalHead,
  readJournalPages,
} from "./journal.js";

const head = (out: string): JournalHead => ({
  opend: 1,
  command: "candles",
  options: { limit: 5 },
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
  for await (const page of readJournalPages<object>(out)) pages.push(page);
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
          const journal = await Journal.begin(head(out));
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

  it("keeps numbers that JSON has no form for as the texts of the plain form", async () => {
    const out = join(await tempFolder({}), "rows.csv");
    const journal = await Journal.begin(head(out));
    await journal.add({ code: "HK.00700", rows: [{ a: Number.NaN, b: Number.NEGATIVE_INFINITY }], cursor: undefined });
    await journal.close({ keep: true });
    expect(await pagesOf(out)).toEqual([{ code: "HK.00700", rows: [{ a: "NaN", b: "-Infinity" }] }]);
  });

  it("is not begun over one that holds rows, and says how to go on", async () => {
    const out = join(await tempFolder({}), "rows.csv");
    await (await Journal.begin(head(out))).close({ keep: true });
    await expect(Journal.begin(head(out))).rejects.toThrow(`Go on with it: opend candles --resume ${out}`);
  });

  it("is removed when nothing is left", async () => {
    const out = join(await tempFolder({}), "rows.csv");
    await (await Journal.begin(head(out))).close({ keep: false });
    await expect(readJournalHead(out)).rejects.toThrow("there is no");
  });

  it.each(["", "code,day\n", "[1]\n", '{"opend":2,"starts":[]}\n'])("is no journal: %j", async (text) => {
    const folder = await tempFolder({ "rows.csv.resume": text });
    await expect(readJournalHead(join(folder, "rows.csv"))).rejects.toThrow("is no journal of opend");
  });
});
