import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startGateway } from "@opend/sim";
import { tempFolder } from "@opend/test-kit/temp-folder";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { runOpend } from "../testing/run-opend.js";

/** Every command that takes `--resume`. */
const commands = [
  "short-volume",
  "short-interest",
  "candles",
  "snapshot",
  "plate",
  "option-chain",
  "capital-flow",
  "rehab",
];
const lists = ["securities", "plates", "trading-days"];

const text = fc.oneof(
  fc.constantFrom(
    "HK",
    "US",
    "day",
    "1min",
    "2026-01-01",
    "2026-02-30",
    "call",
    "none",
    "../x",
    "/tmp/x",
    "toString",
    "__proto__",
    "",
  ),
  fc.string({ maxLength: 5 }),
);
const optionName = fc.constantFrom(
  "period",
  "adjust",
  "since",
  "until",
  "type",
  "market",
  "extendedHours",
  "session",
  "indexOptionType",
  "from",
  "signal",
);
const kept = fc.dictionary(fc.oneof(optionName, fc.string({ maxLength: 4 })), fc.oneof(text, fc.constant(true)), {
  maxKeys: 3,
});
const start = fc.record(
  { code: fc.oneof(fc.constantFrom("HK.00700", "US.AAPL", "HK"), text), cursor: text, limit: fc.nat(3) },
  { requiredKeys: ["code"] },
);
const output = fc.record(
  {
    columns: fc.oneof(fc.constantFrom("code", "day,code", ","), text),
    asText: text,
    format: fc.constantFrom("csv", "json", "table", "xml"),
    chart: fc.constant(true),
    preview: fc.nat(2),
    escapeFormulas: fc.constant(true),
  },
  { requiredKeys: [] },
);
const row = fc.oneof(
  fc.record({ code: text, day: text, close: fc.double(), volume: fc.jsonValue({ maxDepth: 1 }) }),
  fc.dictionary(fc.constantFrom("row", "reply", "code", "time", "open"), fc.jsonValue({ maxDepth: 1 })),
);
const page = fc.oneof(
  fc.record(
    { code: fc.constantFrom("HK.00700", "US.AAPL", "HK"), rows: fc.array(row, { maxLength: 2 }), cursor: text },
    { requiredKeys: ["code", "rows"] },
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

describe("an edited journal", () => {
  it("ends in one clear line, or in rows, and writes only the file that is named", async () => {
    const gateway = await startGateway({ brand: "futu", tradingDays: 20, rateLimit: false });
    onTestFinished(() => gateway.close());
    const folder = await tempFolder({});
    const at = ["--brand", "futu", "--url", gateway.tcpUrl ?? ""];
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...commands, ...lists),
        fc.constantFrom(".csv", ".json", ".svg", ".parquet"),
        kept,
        fc.array(start, { minLength: 1, maxLength: 2 }),
        output,
        fc.array(page, { maxLength: 2 }),
        async (command, ending, options, starts, how, pages) => {
          const out = join(folder, `${run++}${ending}`);
          const head = { opend: 1, command, options: { kept: options, output: how }, starts, outs: [out] };
          await writeFile(`${out}.resume`, [head, ...pages].map((line) => `${JSON.stringify(line)}\n`).join(""));
          const { code, stderr } = await runOpend([...at, command, "--resume", out]);
          expect([0, 1, 2]).toContain(code);
          expect(stderr).not.toMatch(/is not a function|not iterable|Cannot (?:read|convert)|is not defined|\n {4}at /);
          if (code !== 0) expect(stderr).toMatch(/opend: [^\n]+\n$/);
          const others = (await readdir(folder)).filter((name) => !/^\d+\.\w+(?:\.resume)?$/.test(name));
          expect(others).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  }, 120_000);
});
