import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createManualClock } from "@opend/core";
import { Qot_GetDailyShortVolume, Qot_RequestHistoryKL } from "@opend/core/protocols";
import {
  dropConnection,
  type Gateway,
  type GatewayOptions,
  handle,
  refuse,
  refuseRequests,
  repeatCursor,
  stallReplies,
  startGateway,
} from "@opend/sim";
import { driveClock } from "@opend/test-kit/drive-clock";
import { tempFolder } from "@opend/test-kit/temp-folder";
import { describe, expect, it, onTestFinished } from "vitest";
import { Interrupt } from "../base/interrupt.js";
import { runOpend } from "../testing/run-opend.js";

const codes = ["HK.00700", "HK.09988", "HK.01810"];

async function start(options: Partial<GatewayOptions> = {}): Promise<Gateway> {
  const gateway = await startGateway({ brand: "futu", tradingDays: 230, rateLimit: false, ...options });
  onTestFinished(() => gateway.close());
  return gateway;
}

const at = (gateway: Gateway) => ["--brand", "futu", "--url", gateway.tcpUrl ?? ""];

/** The rows of a CSV file, code by code, in the order of the file. */
function rowsByCode(csv: string): Record<string, string[]> {
  const [, ...lines] = csv.trimEnd().split("\n");
  return Object.fromEntries(codes.map((code) => [code, lines.filter((line) => line.includes(code))]));
}

describe("a walk of many codes", () => {
  it("writes every row once, each code in its order, and says what it did", async () => {
    const gateway = await start();
    const { code, stdout, stderr } = await runOpend([...at(gateway), "short-volume", ...codes]);
    expect(code).toBe(0);
    for (const rows of Object.values(rowsByCode(stdout))) expect(new Set(rows)).toHaveLength(230);
    expect(stderr).toMatch(/^SIMULATED DATA from a simulated futu gateway at tcp:/);
    expect(stderr).toMatch(/690 rows of 3 codes in 15 pages, 15 requests, .+ All of it is simulated\.\n$/);
  });

  it("goes on through cut connections", async () => {
    const gateway = await start({ faults: [dropConnection({ after: 3, times: 2 })] });
    const { code, stdout, stderr } = await runOpend([...at(gateway), "short-volume", ...codes]);
    expect(code).toBe(0);
    expect(stderr).toContain("Connecting again until it works; Ctrl-C ends the command\n");
    expect(stderr).not.toContain("giveUpAfterMs");
    for (const rows of Object.values(rowsByCode(stdout))) expect(new Set(rows)).toHaveLength(230);
  });

  it("goes on without a code that is refused, and fails in the end", async () => {
    const gateway = await start({
      handlers: [
        handle(Qot_GetDailyShortVolume, ({ security }) =>
          security.code === "09988"
            ? refuse("unknown stock")
            : { usItemList: [], hkItemList: [{ timestampStr: "2026-05-08" }], nextKey: "-1" },
        ),
      ],
    });
    const { code, stdout, stderr } = await runOpend([...at(gateway), "short-volume", ...codes]);
    expect(code).toBe(1);
    expect(Object.values(rowsByCode(stdout)).map(({ length }) => length)).toEqual([1, 0, 1]);
    expect(stderr).toMatch(/^HK\.09988: left out: .*unknown stock$/m);
    expect(stderr.trimEnd().split("\n").at(-1)).toBe("opend: 1 of 3 codes were left out.");
  });

  it("ends when the quota of history candles is used up, keeps the rows, and gets exactly the rest later", async () => {
    const out = join(await tempFolder({}), "rows.csv");
    const many = Array.from({ length: 40 }, (_, index) => `HK.0${1000 + index}`);
    let left = 3;
    const answer = handle(Qot_RequestHistoryKL, ({ security }) => {
      if (left-- <= 0) refuse("历史K线额度不足，请求失败。额度会滚动释放，直至30天后全部释放。");
      return { security, klList: [{ time: "2026-05-08", isBlank: true }] };
    });
    const gateway = await start({ handlers: [answer] });
    const { code, stderr } = await runOpend([...at(gateway), "candles", ...many, "--out", out]);
    expect(code).toBe(1);
    expect(stderr).not.toContain("left out");
    expect(stderr).toMatch(/all of it is back in 30 days: .*Get the rest: opend candles .*--resume /);
    expect(gateway.requestCount(Qot_RequestHistoryKL)).toBeLessThanOrEqual(3 + 4);
    left = 100;
    expect((await runOpend([...at(gateway), "candles", "--resume", out])).code).toBe(0);
    const rows = (await readFile(out, "utf8")).trimEnd().split("\n").slice(1);
    expect(rows.map((row) => row.split(",")[0]).sort()).toEqual(many);
  });

  it("takes at most so many rows of each code, and no page that it does not need", async () => {
    const gateway = await start();
    const { stdout } = await runOpend([...at(gateway), "short-volume", ...codes, "--limit", "60"]);
    expect(Object.values(rowsByCode(stdout)).map(({ length }) => length)).toEqual([60, 60, 60]);
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(6);
  });

  it("reads codes from stdin and from a plate", async () => {
    const gateway = await start({ tradingDays: 5 });
    const args = [...at(gateway), "short-volume", "-", "--plate", "HK.LIST9101", "--limit", "1"];
    const { code, stdout } = await runOpend(args, { stdin: "HK.00700\nHK.09988\n" });
    expect(code).toBe(0);
    expect(stdout.trimEnd().split("\n")).toHaveLength(1 + 2 + 12);
  });
});

it("takes no longer for 50 codes of 15 pages than the frequency limit does", { timeout: 60_000 }, async () => {
  const clock = createManualClock(1_800_000_000_000);
  const gateway = await start({ tradingDays: 750, rateLimit: true, clock });
  const many = Array.from({ length: 50 }, (_, index) => `HK.0${1000 + index}`);
  const startMs = clock.nowMs();
  const work = runOpend([...at(gateway), "short-volume", ...many], { clock });
  const requests = () => gateway.requestCount(Qot_GetDailyShortVolume);
  // Connecting has a time limit on this clock, too.
  await expect.poll(requests, { timeout: 5000 }).toBeGreaterThan(0);
  const { code, stdout, stderr } = await driveClock(clock, requests, work);
  expect(code).toBe(0);
  expect(stdout.trimEnd().split("\n")).toHaveLength(1 + 50 * 750);
  expect(stderr).toContain("37,500 rows of 50 codes in 750 pages");
  expect(gateway.violations).toEqual([]);
  // More than the window must pass between a request and the 30th after it.
  const leastMs = Math.floor(749 / 30) * 30_001;
  expect(clock.nowMs() - startMs).toBeGreaterThanOrEqual(leastMs);
  expect(clock.nowMs() - startMs).toBeLessThanOrEqual(leastMs * 1.01);
});

describe("a walk that ends early", () => {
  /** What a file has when nothing goes wrong. */
  async function wholeFile(folder: string): Promise<string> {
    const gateway = await start();
    const out = join(folder, "whole.csv");
    await runOpend([...at(gateway), "short-volume", ...codes, "--out", out]);
    return await readFile(out, "utf8");
  }

  it.each(["csv", "ndjson", "json", "parquet", "arrow"])(
    "leaves a whole %s file so far, and --resume goes on exactly",
    async (ending) => {
      const folder = await tempFolder({});
      const out = join(folder, `rows.${ending}`);
      const gateway = await start();
      const release = gateway.inject(
        refuseRequests({ protocol: Qot_GetDailyShortVolume, after: 7, retMsg: "out of order" }),
      );
      const first = await runOpend([...at(gateway), "short-volume", ...codes, "--out", out, "--fail-fast"]);
      expect(first.code).toBe(1);
      expect(first.stderr).toContain("350 rows");
      expect(first.stderr).toMatch(
        new RegExp(`opend: .*out of order.*Get the rest: opend short-volume --brand futu .* --resume ${out}\n$`),
      );
      expect(existsSync(`${out}.part`)).toBe(false);
      const soFar = await readFile(out);
      expect(soFar.length).toBeGreaterThan(0);
      if (ending === "json") expect(JSON.parse(soFar.toString())).toHaveLength(350);
      if (ending === "parquet") expect(soFar.subarray(-4).toString()).toBe("PAR1");
      release();
      const asked = gateway.requestCount(Qot_GetDailyShortVolume);
      const second = await runOpend([...at(gateway), "short-volume", "--resume", out]);
      expect(second.code).toBe(0);
      expect(second.stderr).toContain("690 rows");
      expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(asked + 8);
      expect(existsSync(`${out}.resume`)).toBe(false);
      if (ending === "csv") {
        expect(rowsByCode(await readFile(out, "utf8"))).toEqual(rowsByCode(await wholeFile(folder)));
      }
    },
    20_000,
  );

  it("leaves no status line behind, whatever it ends with", async () => {
    const folder = await tempFolder({ "rows.csv.resume": "{}\n" });
    const gateway = await start();
    const args = [...at(gateway), "short-volume", ...codes];
    const screens = [
      await runOpend([...args, "--out", join(folder, "rows.csv")], { columns: 100 }),
      await runOpend([...args, "--limit", "60"], { columns: 100 }),
    ];
    expect(screens.map(({ code }) => code)).toEqual([2, 0]);
    for (const { output } of screens) {
      const visible = output.split("\n").map((line) => line.slice(line.lastIndexOf("\u001B[2K") + 1));
      expect(visible.filter((line) => line.includes(" · "))).toEqual([]);
    }
  });

  it("finishes its page after Ctrl-C, exits with 130, and can be resumed", async () => {
    const folder = await tempFolder({});
    const out = join(folder, "rows.csv");
    const gateway = await start({ faults: [stallReplies({ protocol: Qot_GetDailyShortVolume, after: 4, ms: 300 })] });
    const interrupt = new Interrupt();
    const running = runOpend([...at(gateway), "short-volume", ...codes, "--out", out], { interrupt });
    await expect.poll(() => gateway.requestCount(Qot_GetDailyShortVolume), { timeout: 5000 }).toBeGreaterThan(4);
    interrupt.take("SIGINT");
    const first = await running;
    expect(first.code).toBe(130);
    expect(first.stderr).toContain("Ends after this page. Another Ctrl-C ends at once.\n");
    expect(first.stderr).toContain(
      `Interrupted. Get the rest: opend short-volume ${at(gateway).join(" ")} --resume ${out}\n`,
    );
    expect(first.stderr).not.toContain("opend: ");
    gateway.clearFaults();
    const second = await runOpend([...at(gateway), "short-volume", "--resume", out]);
    expect(second.code).toBe(0);
    expect(rowsByCode(await readFile(out, "utf8"))).toEqual(rowsByCode(await wholeFile(folder)));
  });

  it("stops at once after the second Ctrl-C, and keeps whole pages", async () => {
    const folder = await tempFolder({});
    const out = join(folder, "rows.csv");
    const gateway = await start({ faults: [stallReplies({ protocol: Qot_GetDailyShortVolume, after: 4 })] });
    let nowMs = 0;
    const interrupt = new Interrupt(() => nowMs);
    const running = runOpend([...at(gateway), "short-volume", ...codes, "--out", out], { interrupt });
    await expect.poll(() => existsSync(`${out}.resume`), { timeout: 5000 }).toBe(true);
    await expect.poll(() => gateway.requestCount(Qot_GetDailyShortVolume), { timeout: 5000 }).toBeGreaterThan(4);
    interrupt.take("SIGINT");
    nowMs = 1000;
    interrupt.take("SIGINT");
    const { code, stderr } = await running;
    expect(code).toBe(130);
    expect(stderr).toContain("200 rows");
    expect((await readFile(out, "utf8")).trimEnd().split("\n")).toHaveLength(201);
  });

  it("tells the command for the rest when the rows went to stdout", async () => {
    const gateway = await start();
    const release = gateway.inject(refuseRequests({ protocol: Qot_GetDailyShortVolume, after: 7, retMsg: "no" }));
    const first = await runOpend([...at(gateway), "short-volume", ...codes, "--since", "2020-01-01", "--fail-fast"]);
    expect(first.code).toBe(1);
    const [, command = ""] = /Get the rest: opend (.+)\n$/.exec(first.stderr) ?? [];
    expect(command).toMatch(
      /^short-volume --brand futu --url tcp:\S+ --since 2020-01-01 --fail-fast HK\.\d+@\d+ HK\.\d+@\d+ HK\.\d+@\d+$/,
    );
    release();
    const second = await runOpend(command.split(" "));
    expect(second.code).toBe(0);
    for (const code of codes) {
      const rows = [first, second].flatMap(({ stdout }) => rowsByCode(stdout)[code] ?? []);
      expect(new Set(rows)).toHaveLength(230);
      expect(rows).toHaveLength(230);
    }
  });

  it("leaves nothing behind when nothing came", async () => {
    const folder = await tempFolder({});
    const out = join(folder, "rows.csv");
    const gateway = await start({ faults: [refuseRequests({ protocol: Qot_GetDailyShortVolume, retMsg: "no" })] });
    const { code } = await runOpend([...at(gateway), "short-volume", "HK.00700", "--out", out]);
    expect(code).toBe(1);
    expect([out, `${out}.part`, `${out}.resume`].filter(existsSync)).toEqual([]);
  });

  it("does not end normally when pages never end", async () => {
    const gateway = await start({ faults: [repeatCursor()] });
    const { code, stderr } = await runOpend([...at(gateway), "short-volume", "HK.00700"]);
    expect(code).toBe(1);
    expect(stderr).toContain("a second time");
  });
});

describe("a command line that is wrong", () => {
  it.each<[string[], string]>([
    [["short-volume"], "opend short-volume needs codes"],
    [["short-volume", "700"], '"700" is not a security code'],
    [["short-volume", "SH.600519"], "HK and US"],
    [["short-volume", "HK.00700", "--since", "2026-02-30"], "Give a day"],
    [["short-volume", "HK.00700", "--since", "2026-05-08", "--until", "2026-05-07"], "after until"],
    [["short-volume", "HK.00700", "--limit", "0"], "at least 1"],
    [["short-volume", "HK.00700", "--format", "xlsx"], "Allowed choices are"],
    [["short-volume", "HK.00700", "--out", "rows.txt"], "the ending of rows.txt tells no format"],
    [["short-volume", "HK.00700", "--out", "/nowhere/rows.csv"], "--out: cannot write /nowhere/rows.csv"],
    [["short-volume", "HK.00700", "--columns", "day,clse"], "there is no clse"],
    [["short-volume", "HK.00700", "--as-text", "clse"], "--as-text: there is no clse"],
    [["short-volume", "HK.00700", "--resume", "rows.csv"], "leave out the codes"],
    [["short-volume", "--resume", "/nowhere.csv"], "there is no /nowhere.csv.resume"],
    [["short-volume", "HK.00700@-1"], "is not a cursor"],
    [["candles", "HK.00700", "--period", "dya"], "did you mean day?"],
    [["rank", "top-mover"], "did you mean top-movers?"],
    [["call", "Qot_GetShortIntrest"], "Did you mean Qot_GetShortInterest?"],
    [["call", "3249", "secrity=HK.00700"], "did you mean security?"],
    [["call", "3249", "{"], "this is not JSON"],
    [["shrt-volume"], "Did you mean short-volume?"],
    [["short-volume", "--sinze", "2026-01-01"], "Did you mean --since?"],
  ])("%j ends with code 2 and one line", async (args, message) => {
    const { code, stdout, stderr } = await runOpend(["--demo", ...args]);
    expect(stderr).toContain(message);
    expect(
      stderr
        .trimEnd()
        .split("\n")
        .filter((line) => !line.startsWith("SIMULATED")),
    ).toHaveLength(1);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  it("is a line of JSON for scripts", async () => {
    const { code, stderr } = await runOpend(["short-volume", "--json-errors"]);
    expect(JSON.parse(stderr)).toEqual({ error: { code: "Usage", message: expect.any(String), exitCode: 2 } });
    expect(code).toBe(2);
  });
});
