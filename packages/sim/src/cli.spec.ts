import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { start } from "./testing/gateways.js";

// What users run: the build.
const program = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const key = "open-sesame-4711";
const running: ChildProcess[] = [];

afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

function run(...args: string[]) {
  const child = spawn(process.execPath, [program, ...args], { env: { ...process.env, OPEND_SIM_KEY: key } });
  running.push(child);
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output.stderr += text;
  });
  const exit = once(child, "close").then(([code]: unknown[]) => code);
  return { child, output, exit };
}

test.skipIf(process.platform === "win32").each(["SIGINT", "SIGTERM"] as const)(
  "says where it listens, and stops cleanly on %s",
  async (signal) => {
    const { child, output, exit } = run("--brand", "moomoo", "--tcp-port", "0", "--ws-port", "0");
    await expect.poll(() => output.stdout, { timeout: 10_000 }).toContain("Ctrl-C");
    expect(output.stdout).toMatch(/moomoo +tcp:\/\/127\.0\.0\.1:\d+ +ws:\/\/127\.0\.0\.1:\d+\n/);
    expect(output.stdout).toContain("All data is made up");
    expect(output.stdout).toContain("WebSocket key: required");
    child.kill(signal);
    expect(await exit).toBe(0);
    expect(output.stdout + output.stderr).not.toContain(key);
    expect(output.stderr).toBe("");
  },
);

test("a port in use is one line and exit code 1", async () => {
  const { port } = new URL((await start()).tcpUrl ?? "");
  const { output, exit } = run("--brand", "futu", "--tcp-port", port, "--ws-port", "0");
  expect(await exit).toBe(1);
  expect(output.stderr).toMatch(new RegExp(`^opend-sim: port ${port} of 127\\.0\\.0\\.1 is in use.*\n$`));
  expect(output.stdout).toBe("");
});

test("an unknown option is one line and exit code 1", async () => {
  const { output, exit } = run("--brnad", "futu");
  expect(await exit).toBe(1);
  expect(output).toEqual({ stdout: "", stderr: "opend-sim: unknown option --brnad; see --help\n" });
});

test("--help is help and exit code 0", async () => {
  const { output, exit } = run("--help");
  expect(await exit).toBe(0);
  expect(output.stdout).toContain("--no-rate-limit");
});
