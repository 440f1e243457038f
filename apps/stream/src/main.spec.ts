import { spawn } from "node:child_process";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";
import { Qot_GetDailyShortVolume } from "@opend/futu/protocols";
import { dropConnection, type Gateway, refuseRequests, repeatCursor, stallReplies, startGateway } from "@opend/sim";
import { afterEach, expect, it } from "vitest";

const main = fileURLToPath(new URL("../dist/main.js", import.meta.url));
const gateways: Gateway[] = [];

afterEach(async () => {
  for (const gateway of gateways.splice(0)) await gateway.close();
});

function start(...args: string[]) {
  const child = spawn(process.execPath, [main, ...args], { env: { PATH: process.env["PATH"] } });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => {
    output.stdout += chunk;
  });
  child.stderr.on("data", (chunk: Buffer) => {
    output.stderr += chunk;
  });
  const exit = new Promise<number>((resolve) => {
    // The code that a shell reports. A second signal can reach a process that is ending and has no handler any more.
    child.once("close", (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
  return { process: child, output, exit };
}

async function run(...args: string[]) {
  const { exit, output } = start(...args);
  return { code: await exit, ...output };
}

/** The days in the rows of a security. */
function daysOf(stdout: string, code: string): string[] {
  const row = new RegExp(`^${code.replace(".", "\\.")} +(\\d{4}-\\d\\d-\\d\\d)`, "gm");
  return [...stdout.matchAll(row)].flatMap(([, day]) => day ?? []);
}

it("streams two simulated securities, summarizes them and says that they are simulated", async () => {
  const { code, stdout, stderr } = await run();
  expect(stderr).toBe("");
  expect(code).toBe(0);
  const lines = stdout.split("\n");
  expect(lines.filter((line) => /^HK\.00700 {4}\d{4}/.test(line))).toHaveLength(750);
  expect(lines.filter((line) => /^US\.AAPL {5}\d{4}/.test(line))).toHaveLength(750);
  expect(stdout).toMatch(/^HK\.00700 +750 +15 +15 +2026-05-08 +20\d\d-\d\d-\d\d +\d+\.\d\d$/m);
  expect(stdout).toMatch(/^SIMULATED DATA/);
  expect(stdout).toMatch(/simulated data\.\n$/);
});

it("aligns the same columns for both markets", async () => {
  const { stdout } = await run("HK.00700", "US.TSLA");
  const table = stdout.split("\n").filter((line) => /^(code|HK\.00700 {4}\d{4}|US\.TSLA {5}\d{4})/.test(line));
  expect(table).toHaveLength(1502);
  expect(new Set(table.map((line) => [...line].length)).size).toBe(1);
  const [first = "", ...others] = table.filter((line) => line.startsWith("code"));
  expect(first.split(/ {2,}/)).toEqual([
    "code",
    "day",
    "open",
    "close",
    "volume",
    "turnover",
    "short volume",
    "short turnover",
    "short %",
    "20-day %",
  ]);
  expect(others).toEqual([first]);
  const cells = "2026-05-08 475.00 471.40 25,207,039 11,871,680,731 2,464,300 1,161,032,040 9.78 11.36".split(" ");
  expect(table[1]?.split(/ {2,}/)).toEqual(["HK.00700", ...cells]);
});

it("streams the days of a range, without requesting older pages", async () => {
  const { code, stdout } = await run("--since", "2026-04-30", "--until", "2026-05-06", "HK.00700", "US.AAPL");
  expect(code).toBe(0);
  for (const [security, days] of [
    ["HK.00700", ["2026-05-06", "2026-05-05", "2026-05-04", "2026-04-30"]],
    ["US.AAPL", ["2026-05-06", "2026-05-05", "2026-05-04", "2026-05-01", "2026-04-30"]],
  ] as const) {
    expect(daysOf(stdout, security)).toEqual(days);
    const summary = new RegExp(`^${security} +${days.length} +1 +1 +2026-05-06 +2026-04-30 `, "m");
    expect(stdout).toMatch(summary);
  }
});

it("runs the same job on a gateway given by URL and key", async () => {
  const gateway = await startGateway({ brand: "futu", key: `key-${process.pid}`, tradingDays: 60 });
  gateways.push(gateway);
  const { code, stdout } = await run(
    "--brand",
    "futu",
    "--url",
    gateway.wsUrl ?? "",
    "--key",
    `key-${process.pid}`,
    "HK.00700",
  );
  expect(code).toBe(0);
  expect(stdout).toMatch(/^HK\.00700 +60 +2 +2 /m);
  expect(stdout).toMatch(/^SIMULATED DATA: ws:\S+ is a simulated futu gateway/);
  expect(stdout).toMatch(/simulated data\.\n$/);
});

it("continues through cut connections, and prints every row once", async () => {
  const gateway = await startGateway({ brand: "futu", tradingDays: 300, faults: [dropConnection({ after: 3 })] });
  gateways.push(gateway);
  const { code, stdout, stderr } = await run("--brand", "futu", "--url", gateway.tcpUrl ?? "", "HK.00700");
  expect(code).toBe(0);
  expect(daysOf(stdout, "HK.00700")).toHaveLength(300);
  expect(new Set(daysOf(stdout, "HK.00700")).size).toBe(300);
  expect(stderr).toContain("connected to");
});

it("prints a command when the gateway fails, and that command gets the rest", async () => {
  const gateway = await startGateway({ brand: "futu", tradingDays: 120 });
  gateways.push(gateway);
  const url = gateway.tcpUrl ?? "";
  const release = gateway.inject(refuseRequests({ protocol: Qot_GetDailyShortVolume, after: 1, retMsg: "no" }));
  const first = await run("--brand", "futu", "--url", url, "HK.00700", "HK.09988", "HK.01810");
  expect(first.code).toBe(1);
  expect(first.stderr.trimEnd().split("\n")).toHaveLength(1);
  release();
  const [, command = ""] = /Resume with: npm start -- (.+)\n$/.exec(first.stderr) ?? [];
  expect(command).toMatch(/^--brand futu --url tcp:\S+ HK\.00700@\d+ HK\.09988 HK\.01810$/);
  const second = await run(...command.split(" "));
  expect(second.code).toBe(0);
  for (const code of ["HK.00700", "HK.09988", "HK.01810"]) {
    const days = [...daysOf(first.stdout, code), ...daysOf(second.stdout, code)];
    expect(days).toHaveLength(120);
    expect(new Set(days).size).toBe(120);
  }
});

it("suggests the remaining codes, but no cursor or code that the gateway refuses", async () => {
  const gateway = await startGateway({ brand: "futu", tradingDays: 60 });
  gateways.push(gateway);
  const url = gateway.tcpUrl ?? "";
  const bad = await run("--brand", "futu", "--url", url, "HK.00700@17", "HK.09988");
  expect(bad.code).toBe(1);
  expect(bad.stderr).not.toContain("@17");
  expect(bad.stderr).toMatch(/For the others: npm start -- --brand futu --url tcp:\S+ HK\.09988\n$/);
  const alone = await run("--brand", "futu", "--url", url, "HK.00700@17");
  expect(alone.stderr).not.toMatch(/Resume|For the others/);
  const malformed = await run("--brand", "futu", "--url", url, "HK.09988", "HK.00700@-1");
  expect(malformed).toMatchObject({ code: 1, stdout: "" });
  expect(malformed.stderr).not.toContain("Resume");
});

it("suggests the codes after one whose pages never end", async () => {
  const gateway = await startGateway({ brand: "futu", tradingDays: 120, faults: [repeatCursor()] });
  gateways.push(gateway);
  const args = ["--brand", "futu", "--url", gateway.tcpUrl ?? ""];
  const { code, stdout, stderr } = await run(...args, "HK.00700", "HK.09988", "HK.01810");
  expect(code).toBe(1);
  expect(daysOf(stdout, "HK.09988")).toEqual([]);
  expect(stderr).toMatch(
    /^HK\.00700: the gateway returned the cursor .*\. For the others: npm start -- \S+ futu --url \S+ HK\.09988 HK\.01810\n$/,
  );
});

it.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("ends with the shell's exit code on %s, and says how to resume", async (signal, exitCode) => {
  const gateway = await startGateway({ brand: "futu", tradingDays: 300, faults: [stallReplies({ after: 3 })] });
  gateways.push(gateway);
  const child = start("--brand", "futu", "--url", gateway.tcpUrl ?? "", "HK.00700", "US.AAPL");
  await expect.poll(() => daysOf(child.output.stdout, "HK.00700").length, { timeout: 10_000 }).toBe(100);
  // Ctrl-C reaches a program of npm twice.
  child.process.kill(signal);
  child.process.kill(signal);
  expect(await child.exit).toBe(exitCode);
  expect(child.output.stderr).toMatch(
    /^HK\.00700: interrupted\. Resume with: npm start -- --brand futu --url tcp:\S+ HK\.00700@\d+ US\.AAPL\n$/,
  );
});

it.each([
  ["a malformed code", ["700"], "is not a security code"],
  ["a port where nothing listens", ["--brand", "futu", "--url", "tcp://127.0.0.1:9", "HK.00700"], "could be reached"],
  ["a day that does not exist", ["--since", "2026-02-30"], "since is a day"],
  ["a range that ends before it begins", ["--since", "2026-05-08", "--until", "2026-05-07"], "after until"],
  ["an unknown option", ["--nonsense"], "nonsense"],
])("ends with code 1 and one line for %s", async (_, args, message) => {
  const { code, stderr } = await run(...args);
  expect(code).toBe(1);
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  expect(stderr).toContain(message);
});
