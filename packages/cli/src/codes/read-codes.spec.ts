import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { tempFolder } from "@opend/test-kit/temp-folder";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Context } from "../base/context.js";
import { Interrupt } from "../base/interrupt.js";
import { Screen } from "../base/screen.js";
import { readCodes, toStart, wordOf } from "./read-codes.js";

function contextWith(stdin: string): Context {
  const sink = () => new Writable({ write: (_, __, done) => done() });
  const [stdout, stderr] = [sink(), sink()];
  const io = { stdin: Readable.from([Buffer.from(stdin)]), stdout, stderr, env: {} };
  return { io, globals: {}, given: [], interrupt: new Interrupt(), screen: new Screen(stderr, stdout) };
}

describe("readCodes", () => {
  it("takes arguments in their order, each once, with cursors and in lower case", async () => {
    const args = [
      "HK.00700",
      "us.aapl",
      "HK.09988@1778169600",
      "HK.00700",
      "hk.01810:20@a:b@c",
      "HK.00001:3",
      "hk.HSImain",
    ];
    expect(await readCodes(contextWith(""), args, {})).toEqual([
      { code: "HK.00700" },
      { code: "US.AAPL" },
      { code: "HK.09988", cursor: "1778169600" },
      { code: "HK.01810", cursor: "a:b@c", limit: 20 },
      { code: "HK.00001", limit: 3 },
      { code: "HK.HSImain" },
    ]);
  });

  it("reads a file as people have them: with a head, comments, more columns, and line ends of Windows", async () => {
    const list = '\uFEFFcode,name\r\n# mine\r\nHK.00700,Tencent\r\n\r\n"US.AAPL";Apple\r\n  HK.09988 Alibaba\n';
    const folder = await tempFolder({ "codes.csv": list });
    const starts = await readCodes(contextWith(""), ["HK.00001"], { codesFile: join(folder, "codes.csv") });
    expect(starts.map(({ code }) => code)).toEqual(["HK.00001", "HK.00700", "US.AAPL", "HK.09988"]);
  });

  it.each([
    [["-"], {}],
    [[], { codesFile: "-" }],
  ])("reads stdin for %j %j", async (args, options) => {
    const starts = await readCodes(contextWith("HK.00700\nUS.AAPL"), args, options);
    expect(starts.map(({ code }) => code)).toEqual(["HK.00700", "US.AAPL"]);
  });

  it("reads more codes than a call takes arguments", async () => {
    const list = Array.from({ length: 200_000 }, (_, index) => `US.X${index}`).join("\n");
    expect(await readCodes(contextWith(list), ["-"], {})).toHaveLength(200_000);
  });

  it("names the file that it cannot read, and a cursor that is missing", async () => {
    await expect(readCodes(contextWith(""), [], { codesFile: "/nowhere" })).rejects.toThrow("/nowhere (ENOENT)");
    await expect(readCodes(contextWith(""), ["HK.00700@"], {})).rejects.toThrow("no cursor behind it");
  });

  it.each(["HK.00700:", "HK.00700:0", "HK.00700:-1@7", "HK.00700:1e3", "HK.00700:9007199254740993"])(
    "refuses the number of rows of %s",
    async (word) => {
      await expect(readCodes(contextWith(""), [word], {})).rejects.toThrow("has no number of rows behind it");
    },
  );

  it("reads what it writes", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("HK.00700", "US.BRK.B"),
        fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
        fc.option(fc.integer({ min: 1 }), { nil: undefined }),
        (code, cursor, limit) => {
          expect(toStart(wordOf({ code, cursor, limit }))).toEqual({ code, cursor, limit });
        },
      ),
    );
  });
});
