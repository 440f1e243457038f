import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createManualClock } from "@opend/core";
import { Qot_GetDailyShortVolume, Qot_GetShortInterest, Qot_GetTopMoversRank } from "@opend/core/protocols";
import { type Gateway, handle, refuseRequests, startGateway } from "@opend/sim";
import { tempFolder } from "@opend/test-kit/temp-folder";
import { tableFromIPC } from "apache-arrow";
import fc from "fast-check";
import { parquetReadObjects } from "hyparquet";
import { describe, expect, it, onTestFinished } from "vitest";
import { Interrupt } from "../base/interrupt.js";
import { restCommand } from "../testing/rest-command.js";
import { runOpend } from "../testing/run-opend.js";

const formats = ["csv", "json", "ndjson", "table", "parquet", "arrow"] as const;
type Format = (typeof formats)[number];

/** Short volume of any securities: so many rows of each, in pages of this size. */
async function start({ rows, pageSize }: { readonly rows: readonly number[]; readonly pageSize: number }) {
  const page = (security: { readonly code: string }, begin: number) => {
    const count = rows[Number(security.code) - 1] ?? 0;
    const end = Math.min(count, begin + pageSize);
    const hkItemList = Array.from({ length: end - begin }, (_, index) => ({
      timestampStr: new Date(Date.UTC(2026, 4, 8 - begin - index)).toISOString().slice(0, 10),
    }));
    return { usItemList: [], hkItemList, nextKey: end === count ? "-1" : String(end) };
  };
  const short = handle(Qot_GetDailyShortVolume, ({ security, nextKey }) => page(security, Number(nextKey ?? 0)));
  const gateway = await startGateway({ brand: "futu", rateLimit: false, handlers: [short] });
  const codes = rows.map((_, index) => `HK.${String(index + 1).padStart(5, "0")}`);
  return { gateway, codes, at: ["--brand", "futu", "--url", gateway.tcpUrl ?? ""] };
}

/** The code and the day of each row. */
async function readRows(format: Format, bytes: Buffer): Promise<string[]> {
  const text = bytes.toString();
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const join = (row: object) => {
    const { code, day } = row as { readonly code: unknown; readonly day: unknown };
    return `${code} ${day instanceof Date ? day.toISOString().slice(0, 10) : day}`;
  };
  switch (format) {
    case "csv":
      return lines.slice(1).map((line) => line.split(",").slice(0, 2).join(" "));
    case "table":
      return lines.slice(1).map((line) => line.trim().split(/\s+/).slice(0, 2).join(" "));
    case "json":
      return text === "" ? [] : (JSON.parse(text) as object[]).map(join);
    case "ndjson":
      return lines.map((line) => join(JSON.parse(line) as object));
    case "parquet": {
      const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
      return (await parquetReadObjects({ file })).map(join);
    }
    case "arrow":
      return [...tableFromIPC(bytes)].map((row) => join({ ...row, day: new Date(Number(row["day"])) }));
  }
}

/** More requests than any walk here takes. */
const never = 1000;

const anyWalk = fc.record({
  rows: fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 }),
  pageSize: fc.integer({ min: 1, max: 3 }),
  limit: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
  format: fc.constantFrom(...formats),
  /** After how many requests each run ends early. */
  ends: fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 3 }),
});

/** Runs a command with a frequency limit of its own, which is not reached here. */
async function run(args: readonly string[]) {
  return await runOpend(args, { clock: createManualClock() });
}

/** Runs a command whose requests are refused after a number of them. */
async function cut(gateway: Gateway, args: readonly string[], requests: number) {
  const release = gateway.inject(refuseRequests({ protocol: Qot_GetDailyShortVolume, after: requests, retMsg: "no" }));
  const ended = await run(args);
  release();
  return ended;
}

describe("a walk that is resumed gives exactly what the first command asked for", () => {
  const columns = ["--columns", "code,day", "--as-text", "code", "--escape-formulas"];

  it("on stdout, by the commands that it names", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyWalk, async ({ rows, pageSize, limit, format, ends }) => {
        const { gateway, codes, at } = await start({ rows, pageSize });
        await using _ = gateway;
        const limits = limit === undefined ? [] : ["--limit", String(limit)];
        let args = [...at, "short-volume", ...codes, "--fail-fast", "--format", format, ...columns, ...limits];
        const whole = await readRows(format, (await run(args)).bytes);
        const parts: string[] = [];
        for (const requests of [...ends, never]) {
          const { bytes, stderr, code } = await cut(gateway, args, requests);
          if (bytes.length > 0) parts.push(...(await readRows(format, bytes)));
          if (code === 0) break;
          expect(requests).toBeLessThan(never);
          // Where nothing came, the same command gets all.
          args = restCommand(stderr) ?? args;
        }
        expect(parts.sort()).toEqual(whole.sort());
      }),
      { numRuns: 80 },
    );
  });

  it("in a file, by --resume", { timeout: 120_000 }, async () => {
    const folder = await tempFolder({});
    let files = 0;
    const anyFile = anyWalk.filter(({ format }) => format !== "table");
    await fc.assert(
      fc.asyncProperty(anyFile, async ({ rows, pageSize, limit, format, ends }) => {
        const { gateway, codes, at } = await start({ rows, pageSize });
        await using _ = gateway;
        const out = join(folder, `rows of ${files++}`);
        const limits = limit === undefined ? [] : ["--limit", String(limit)];
        const asked = ["short-volume", ...codes, "--fail-fast", "--format", format, ...columns, ...limits];
        const whole = await readRows(format, (await run([...at, ...asked])).bytes);
        let args = [...at, ...asked, "--out", out];
        for (const requests of [...ends, never]) {
          const { stderr, code } = await cut(gateway, args, requests);
          if (code === 0) break;
          expect(requests).toBeLessThan(never);
          args = restCommand(stderr) ?? args;
        }
        expect((await readRows(format, await readFile(out))).sort()).toEqual(whole.sort());
      }),
      { numRuns: 80 },
    );
  });

  it("with a limit of 120, interrupted at 100 rows", async () => {
    const { gateway, codes, at } = await start({ rows: [300, 300], pageSize: 50 });
    onTestFinished(() => gateway.close());
    const out = join(await tempFolder({}), "rows.csv");
    const args = [...at, "short-volume", ...codes, "--limit", "120", "--fail-fast"];
    const { stderr } = await cut(gateway, args, 4);
    expect(restCommand(stderr)?.slice(-2)).toEqual(["HK.00001:20@100", "HK.00002:20@100"]);
    await cut(gateway, [...args, "--out", out], 4);
    const before = gateway.requestCount(Qot_GetDailyShortVolume);
    expect((await runOpend([...at, "short-volume", "--resume", out])).stderr).toContain("240 rows of 2 codes");
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(before + 2);
  });
});

it.each([
  [["call", "ShortInterest", '{"security":"HK.00700"}', "--all-pages", "--limit", "17"], 17],
  [["call", "ShortInterest", "security=HK.00700", "--all-pages"], 23],
  [["rank", "top-movers", "market=HK", "--limit", "17"], 17],
  [["rank", "top-movers", "market=HK"], 20],
])("%j names a command for the rest that gets it", async (asked, count) => {
  const pages = [
    handle(Qot_GetShortInterest, ({ nextKey }) => {
      const begin = Number(nextKey ?? 0);
      const end = Math.min(23, begin + 5);
      const hkItemList = Array.from({ length: end - begin }, (_, index) => ({ timestampStr: `day ${begin + index}` }));
      return { usItemList: [], hkItemList, nextKey: end === 23 ? "-1" : String(end) };
    }),
    handle(Qot_GetTopMoversRank, ({ offset }) => {
      const begin = Number(offset ?? 0);
      const end = Math.min(23, begin + 5);
      const dataList = Array.from({ length: end - begin }, (_, index) => ({
        security: { market: 1, code: String(begin + index).padStart(5, "0") },
        name: `day ${begin + index}`,
      }));
      return { allCount: 23, dataList };
    }),
  ];
  const gateway = await startGateway({ brand: "futu", rateLimit: false, handlers: pages });
  onTestFinished(() => gateway.close());
  const days = (text: string) => text.match(/day \d+/g) ?? [];
  let args = ["--url", gateway.tcpUrl ?? "", "--brand", "futu", ...asked, "--format", "ndjson"];
  const rows: string[] = [];
  for (let run = 0; run < 3; run++) {
    const release = gateway.inject(refuseRequests({ protocol: protocolOf(asked), after: 1, retMsg: "no" }));
    const { stdout, stderr } = await runOpend(args);
    release();
    rows.push(...days(stdout));
    args = restCommand(stderr) ?? [];
    expect(args, stderr.slice(-500)).not.toEqual([]);
  }
  rows.push(...days((await runOpend(args)).stdout));
  expect(rows).toEqual(Array.from({ length: count }, (_, index) => `day ${index}`));
});

function protocolOf([command]: readonly string[]) {
  return command === "call" ? Qot_GetShortInterest : Qot_GetTopMoversRank;
}

describe("the command for the rest", () => {
  it("has every option of the first, and runs a demonstration again", async () => {
    const interrupt = new Interrupt();
    const asked = ["--brand", "futu", "--timeout", "7", "-v", "--format", "csv", "--columns", "code,day,it's"];
    const options = [...asked.slice(0, -1), "code,day", "--as-text", "day", "--escape-formulas", "--limit", "120"];
    const args = ["--demo", "short-volume", "HK.00700", "--since", "2025-01-01", ...options];
    const whole = await runOpend(args);
    // Every request is a line.
    const onStderr = (text: string) => {
      if (text.includes("Qot_GetDailyShortVolume")) interrupt.take("SIGINT");
    };
    const first = await runOpend(args, { interrupt, onStderr });
    expect(first.code).toBe(130);
    const rest = restCommand(first.stderr) ?? [];
    expect(rest.join(" "), first.stderr).toMatch(
      /^short-volume --brand futu --timeout 7 --demo --verbose --since 2025-01-01 --format csv --columns code,day --as-text day --escape-formulas --limit 120 HK\.00700:\d+@\d+$/,
    );
    const second = await runOpend(rest);
    const lines = [first, second].flatMap(({ stdout }) => stdout.trimEnd().split("\n").slice(1));
    expect(lines).toEqual(whole.stdout.trimEnd().split("\n").slice(1));
  });

  it("is quoted for a shell", async () => {
    const folder = await tempFolder({ "it's $HOME.key": "secret\n" });
    const key = join(folder, "it's $HOME.key");
    const { gateway, codes, at } = await start({ rows: [9], pageSize: 3 });
    onTestFinished(() => gateway.close());
    const first = await cut(gateway, [...at, "--key-file", key, "short-volume", ...codes], 1);
    expect(restCommand(first.stderr)).toContain(key);
    expect(first.stderr).not.toContain("secret");
    const out = join(folder, "rows of; Hong Kong.csv");
    const second = await cut(gateway, [...at, "short-volume", ...codes, "--out", out], 1);
    expect(restCommand(second.stderr)?.at(-1)).toBe(out);
    const again = await runOpend([...at, "short-volume", ...codes, "--out", out]);
    expect(again.stderr).toContain(`Go on with it: opend short-volume ${at.join(" ")} --resume '${out}'. Or delete it`);
  });

  it("is not told for more codes than a line should have, nor when nothing came", async () => {
    const { gateway, codes, at } = await start({ rows: Array.from({ length: 30 }, () => 4), pageSize: 1 });
    onTestFinished(() => gateway.close());
    const args = [...at, "short-volume", ...codes, "--fail-fast"];
    const { stderr } = await cut(gateway, args, 2);
    expect(stderr).toContain("30 codes are left, too many to name here: a run with --out FILE can be resumed.");
    const interrupt = new Interrupt();
    const onStderr = () => void interrupt.take("SIGINT");
    const none = await runOpend([...at, "short-volume", ...codes], { interrupt, onStderr });
    expect(none).toMatchObject({ code: 130, stdout: "" });
    expect(none.stderr).not.toContain("Get the rest");
  });
});
