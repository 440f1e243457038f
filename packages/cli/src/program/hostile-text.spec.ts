import { createManualClock } from "@opend/core";
import {
  GetGlobalState,
  InitConnect,
  Qot_GetDailyShortVolume,
  Qot_GetStaticInfo,
  Qot_Sub,
} from "@opend/core/protocols";
import { type GatewayOptions, handle, refuseRequests, startGateway } from "@opend/sim";
import { tempFolder } from "@opend/test-kit/temp-folder";
import { describe, expect, it, onTestFinished } from "vitest";
import { runOpend } from "../testing/run-opend.js";
import { openTerminal } from "../watch/testing/open-watch.js";

/** A text that would forge a line, clear the screen, turn letters around and hide some. */
const hostile = "no such thing\r\nopend: all is well\u001B[2J\u009B2J\u0085\u202Egnp.exe\u2066\u200B\u2028\u2029end";
const clean = "no such thing opend: all is well [2J 2J gnp.exe end";

async function start(options: Partial<GatewayOptions> = {}) {
  const gateway = await startGateway({ brand: "futu", tradingDays: 30, rateLimit: false, ...options });
  onTestFinished(() => gateway.close());
  return ["--brand", "futu", "--url", gateway.tcpUrl ?? ""];
}

function refusal(protocol: { readonly id: number; readonly name: string }, retMsg = hostile) {
  return { faults: [refuseRequests({ protocol, retMsg })] };
}

/** What may reach a terminal: letters, and ends of lines that are ours. */
function expectPlain(output: string): void {
  expect(output).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u);
  expect(output.split("\n")).not.toContainEqual(expect.stringMatching(/^opend: all is well/));
  expect(output.length).toBeLessThan(20_000);
}

const ask = ["call", "Qot_GetStaticInfo", '{"securityList":["HK.00700"]}'];

describe("a gateway's text", { timeout: 30_000 }, () => {
  it("is one short line in an error, also as JSON", async () => {
    const at = await start(refusal(Qot_GetStaticInfo));
    const { code, output } = await runOpend([...at, ...ask]);
    expect(code).toBe(1);
    expectPlain(output);
    expect(output).toContain(clean);
    const { stderr } = await runOpend([...at, "--json-errors", ...ask]);
    expect(JSON.parse(stderr.trimEnd().split("\n").at(-1) ?? "")).toMatchObject({
      error: { message: expect.stringContaining(clean) },
    });
  });

  it("is one short line when the gateway refuses the connection", async () => {
    const { code, output } = await runOpend([...(await start(refusal(InitConnect))), ...ask]);
    expect(code).toBe(1);
    expectPlain(output);
    expect(output).toContain(clean);
  });

  it("is cut when it is long", async () => {
    const at = await start(refusal(Qot_GetStaticInfo, `${hostile}${"漢".repeat(2_000_000)}`));
    const { output } = await runOpend([...at, "-v", ...ask]);
    expectPlain(output);
    expect(output).toContain(clean);
  });

  it("forges no line of the log", async () => {
    const { output } = await runOpend([...(await start(refusal(Qot_GetStaticInfo))), "-v", ...ask]);
    expectPlain(output);
    expect(output).toMatch(/^opend: Qot_GetStaticInfo \(3202\) serial \d+: .*, retType -1: no such thing opend: all/m);
  });

  it("is plain in what a sync says and keeps", async () => {
    const at = await start(refusal(Qot_GetDailyShortVolume));
    const db = `${await tempFolder({})}/archive.duckdb`;
    const synced = await runOpend([...at, "sync", "short-volume", "HK.00700", "--db", db]);
    expectPlain(synced.output);
    expect(synced.output).toContain(clean);
    const status = await runOpend(["sync", "--status", "--db", db]);
    expectPlain(status.output);
    expect(status.output).toContain(clean);
  });

  it("is plain in a table, and exact in a pipe", async () => {
    const security = { market: 1, code: "00700" };
    const basic = { security, id: 1n, lotSize: 100, secType: 3, name: hostile, listTime: "2004-06-16" };
    const at = await start({ handlers: [handle(Qot_GetStaticInfo, () => ({ staticInfoList: [{ basic }] }))] });
    const table = await runOpend([...at, "securities", "--market", "HK"], {
      stdoutColumns: 400,
      env: { NO_COLOR: "1" },
    });
    expectPlain(table.output);
    expect(table.stdout).toContain("no such thing opend: all is well [2J 2J…");
    const pipe = await runOpend([...at, "securities", "--market", "HK"]);
    expect(pipe.stdout).toContain(hostile);
    for (const format of ["csv", "json", "ndjson"]) {
      const shown = await runOpend([...at, "securities", "--market", "HK", "--format", format], { stdoutColumns: 80 });
      expectPlain(shown.output);
      expect(shown.stdout).toContain("no such thing\\r\\nopend: all is well\\u001b[2J");
    }
    const reply = await runOpend([...at, ...ask], { stdoutColumns: 80 });
    expectPlain(reply.output);
    expect(JSON.parse(reply.stdout)).toMatchObject({ staticInfoList: [{ basic: { name: hostile } }] });
  });

  it("is plain in what the doctor finds", async () => {
    const { output } = await runOpend([...(await start(refusal(GetGlobalState))), "doctor"]);
    expectPlain(output);
    expect(output).toContain(clean);
    const shown = await runOpend([...(await start(refusal(GetGlobalState))), "doctor", "--json"], {
      stdoutColumns: 80,
    });
    expectPlain(shown.output);
  });

  it("is plain on a watch", async () => {
    const clock = createManualClock();
    const { terminal, stop, done } = await openTerminal({
      codes: ["HK.00700"],
      columns: 200,
      gateway: refusal(Qot_Sub),
      clock,
    });
    await done.catch(() => {});
    stop.abort();
    expect(terminal.written).not.toMatch(/[\u0080-\u009F\p{Cf}\p{Zl}\p{Zp}\r]/u);
  });
});
