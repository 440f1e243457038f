import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { dropConnection, type Gateway, startGateway } from "@opend/sim";
import { afterEach, expect, it } from "vitest";

const main = fileURLToPath(new URL("../dist/main.js", import.meta.url));
const gateways: Gateway[] = [];

afterEach(async () => {
  for (const gateway of gateways.splice(0)) await gateway.close();
});

async function run(...args: string[]) {
  const child = spawn(process.execPath, [main, ...args], { env: { PATH: process.env["PATH"] } });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, stdout, stderr };
}

it("streams two simulated securities, summarises them and says that they are simulated", async () => {
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

it("aligns the columns of a market", async () => {
  const { stdout } = await run("US.TSLA");
  const table = stdout.split("\n").filter((line) => /^(code|US\.TSLA {5}\d{4})/.test(line));
  expect(table).toHaveLength(751);
  expect(new Set(table.map((line) => [...line].length)).size).toBe(1);
});

it("runs the same job on a gateway by its URL and key", async () => {
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
  expect(stdout).not.toContain("SIMULATED");
});

it("names the cursor when the gateway goes, and resumes from it", async () => {
  const cut = await startGateway({ brand: "futu", tradingDays: 120, faults: [dropConnection({ after: 2 })] });
  const whole = await startGateway({ brand: "futu", tradingDays: 120 });
  gateways.push(cut, whole);
  const first = await run("--brand", "futu", "--url", cut.tcpUrl ?? "", "HK.00700");
  expect(first.code).toBe(1);
  const [, cursor = ""] = /Resume with --from (\d+)\n$/.exec(first.stderr) ?? [];
  const second = await run("--brand", "futu", "--url", whole.tcpUrl ?? "", "--from", cursor, "HK.00700");
  expect(second.code).toBe(0);
  const rows = `${first.stdout}${second.stdout}`.split("\n");
  const days = rows.flatMap((line) => /^HK\.00700 {4}(\d{4}-\d\d-\d\d)/.exec(line)?.[1] ?? []);
  expect(new Set(days).size).toBe(120);
  expect(days).toHaveLength(120);
});

it.each([
  ["a malformed code", ["700"], "is not a security code"],
  ["a port where nothing listens", ["--brand", "futu", "--url", "tcp://127.0.0.1:9", "HK.00700"], "could be reached"],
  ["an unknown option", ["--nonsense"], "nonsense"],
])("ends with code 1 and one line for %s", async (_, args, message) => {
  const { code, stderr } = await run(...args);
  expect(code).toBe(1);
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  expect(stderr).toContain(message);
});
