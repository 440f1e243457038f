import { PassThrough } from "node:stream";
import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { Interrupt } from "../base/interrupt.js";
import { createProgram } from "../program/create-program.js";
import { runOpend } from "../testing/run-opend.js";

/** Commands that write nothing to stdout, and the simulator. */
const withoutRows = ["worker", "export", "sim"];

function leavesOf(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leavesOf);
}

describe("--json", () => {
  it("is an option of every command that has something to say", () => {
    const io = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough(), env: {} };
    const leaves = leavesOf(createProgram(io, new Interrupt())).filter((leaf) => !withoutRows.includes(leaf.name()));
    const without = leaves.filter(({ options }) => !options.some(({ long }) => long === "--json"));
    expect(without.map((leaf) => leaf.name())).toEqual([]);
  });

  it.each([
    ["short-volume", "HK.00700", "--limit", "2"],
    ["short-interest", "HK.00700", "--limit", "2"],
    ["candles", "HK.00700", "--limit", "2"],
    ["snapshot", "HK.00700"],
    ["securities", "--market", "HK", "--limit", "2"],
    ["plates", "--market", "HK"],
    ["plate", "HK.LIST9101"],
    ["trading-days", "--market", "hk"],
    ["option-chain", "HK.00700", "--limit", "2"],
    ["capital-flow", "HK.00700"],
    ["rehab", "HK.00700"],
    ["rank"],
    ["rank", "top-movers", "market=HK"],
    ["protocols", "short"],
    ["accounts"],
    ["orders"],
    ["fills", "--real"],
    ["positions"],
    ["funds"],
    ["doctor"],
  ])("makes opend %s write one array, on a terminal too", async (...args) => {
    for (const columns of [undefined, 100]) {
      const { code, stdout, stderr } = await runOpend(["--demo", ...args, "--json"], columns ? { columns } : {});
      expect(code, stderr).toBe(0);
      expect(JSON.parse(stdout)).toBeInstanceOf(Array);
    }
  });

  it.each([
    ["describe", "Qot_GetKL"],
    ["call", "GetGlobalState", "userID=0"],
  ])("makes opend %s write one object", async (...args) => {
    const { code, stdout, stderr } = await runOpend(["--demo", "--brand", "futu", ...args, "--json"]);
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout)).toBeInstanceOf(Object);
  });

  it("makes opend watch write lines, on a terminal too", async () => {
    const interrupt = new Interrupt();
    const onStdout = (text: string) => void (text.includes("\n") && interrupt.take("SIGINT"));
    const watch = ["--demo", "watch", "HK.00700", "--json"];
    const { stdout } = await runOpend(watch, { columns: 100, interrupt, onStdout });
    for (const line of stdout.trimEnd().split("\n")) expect(JSON.parse(line)).toMatchObject({ code: "HK.00700" });
  });

  it("is --format json in one word", async () => {
    const args = ["--demo", "--brand", "futu", "protocols", "Qot_GetKL"];
    const long = await runOpend([...args, "--format", "json"]);
    expect((await runOpend([...args, "--json"])).stdout).toBe(long.stdout);
    for (const twice of [
      ["--json", "--format", "csv"],
      ["--format", "csv", "--json"],
    ]) {
      const { code, stderr } = await runOpend([...args, ...twice]);
      expect([code, stderr]).toEqual([2, "opend: option '--format <format>' is given twice, and takes one value\n"]);
    }
  });

  it("leaves stdout empty when a command fails", async () => {
    const { code, stdout, stderr } = await runOpend(["--demo", "orders", "--json", "--account", "1", "--json-errors"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(JSON.parse(stderr.split("\n").at(-2) ?? "")).toMatchObject({ error: { code: "Usage", exitCode: 2 } });
  });

  it("is refused by opend sync without --status, which writes nothing to stdout", async () => {
    const { code, stderr } = await runOpend(["--demo", "sync", "candles", "HK.00700", "--db", "x.duckdb", "--json"]);
    expect([code, stderr]).toEqual([2, "opend: --json goes with --status\n"]);
  });
});
