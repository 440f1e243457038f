import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createTestCertificates } from "@opend/test-kit/certificates";
import { afterEach, expect, onTestFinished, test } from "vitest";
import { start } from "../testing/gateways.js";

// The build, which is what users run.
const program = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
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

test("serves wss:// with a certificate, and never shows its key", async () => {
  const { server } = await createTestCertificates();
  const folder = await mkdtemp(join(tmpdir(), "opend-sim-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [cert, keyFile] = [join(folder, "cert.pem"), join(folder, "key.pem")];
  await Promise.all([writeFile(cert, server.cert), writeFile(keyFile, server.key)]);
  const ports = ["--brand", "futu", "--tcp-port", "0", "--ws-port", "0"];
  const { output } = run(...ports, "--tls-cert-file", cert, "--tls-key-file", keyFile);
  await expect.poll(() => output.stdout, { timeout: 10_000 }).toContain("Ctrl-C");
  expect(output.stdout).toMatch(/Futu +tcp:\/\/127\.0\.0\.1:\d+ +wss:\/\/127\.0\.0\.1:\d+\n/);
  const { output: failed, exit } = run(...ports, "--tls-cert-file", keyFile, "--tls-key-file", cert);
  expect(await exit).toBe(1);
  expect(failed.stderr).toMatch(/^opend-sim: the option tls .*\n$/);
  const [, line = ""] = server.key.split("\n");
  expect(output.stdout + output.stderr + failed.stderr).not.toContain(line);
});

test("a port in use ends with one line and exit code 1", async () => {
  const { port } = new URL((await start()).tcpUrl ?? "");
  const { output, exit } = run("--brand", "futu", "--tcp-port", port, "--ws-port", "0");
  expect(await exit).toBe(1);
  expect(output.stderr).toMatch(new RegExp(`^opend-sim: port ${port} of 127\\.0\\.0\\.1 is in use.*\n$`));
  expect(output.stdout).toBe("");
});

test("wrong usage ends with one line and exit code 2", async () => {
  const { output, exit } = run("--brnad", "futu");
  expect(await exit).toBe(2);
  const stderr = "opend-sim: unknown option --brnad, did you mean --brand; see --help\n";
  expect(output).toEqual({ stdout: "", stderr });
});

test("a missing file is named with its option", async () => {
  const { output, exit } = run("--rsa-key-file", "nowhere.pem");
  expect(await exit).toBe(1);
  expect(output.stderr).toBe("opend-sim: the file of --rsa-key-file cannot be read: nowhere.pem\n");
});

test("--help prints the help and ends with exit code 0", async () => {
  const { output, exit } = run("--help");
  expect(await exit).toBe(0);
  expect(output.stdout).toContain("--no-rate-limit");
});
