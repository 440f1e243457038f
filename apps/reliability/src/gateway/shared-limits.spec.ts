import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Qot_GetDailyShortVolume } from "@opend/core/protocols";
import { startGateway } from "@opend/sim";
import { startPostgres } from "@opend/test-kit/start-postgres";
import { startRedis } from "@opend/test-kit/start-redis";
import { expect, it, onTestFinished } from "vitest";

const opend = join(dirname(createRequire(import.meta.url).resolve("@opend/cli/package.json")), "dist/bin.js");

/** One page each: half as many again as the limit allows in a window. */
const codes = Array.from({ length: 45 }, (_, index) => `HK.${String(index + 1).padStart(5, "0")}`);

/** Runs a command in a process of its own. */
function run(args: readonly string[]) {
  const child = spawn(process.execPath, [opend, ...args], { stdio: ["ignore", "ignore", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk;
  });
  const code = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { child, code, said: () => said };
}

it("a sync and a worker at one gateway keep its limit together, over Redis", { timeout: 180_000 }, async () => {
  const postgres = await startPostgres();
  onTestFinished(() => postgres.stop());
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  /** Returns how many requests the gateway refused. */
  const refusals = async (options: readonly string[]) => {
    const gateway = await startGateway({ brand: "futu", tradingDays: 20 });
    onTestFinished(() => gateway.close());
    const db = postgres.createDatabase();
    const at = ["--brand", "futu", "--url", gateway.tcpUrl ?? "", ...options, "--db", db];
    const worker = run(["worker", ...at]);
    await expect.poll(worker.said, { timeout: 30_000 }).toContain("Works at");
    const sync = run(["sync", "short-volume", ...codes, ...at]);
    expect(await sync.code, sync.said()).toBe(0);
    worker.child.kill("SIGTERM");
    expect(await worker.code, worker.said()).toBe(143);
    expect(worker.said()).toMatch(/[1-9]\d* brought up to date, 0 left out/);
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(codes.length + gateway.violations.length);
    return gateway.violations.length;
  };
  const [alone, shared] = await Promise.all([refusals([]), refusals(["--limiter", `redis://127.0.0.1:${redis.port}`])]);
  expect(alone).toBeGreaterThan(0);
  expect(shared).toBe(0);
});
