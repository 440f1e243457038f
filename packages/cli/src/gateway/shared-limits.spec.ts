import { Writable } from "node:stream";
import { isOpendError } from "@opend/core";
import { Qot_GetDailyShortVolume } from "@opend/core/protocols";
import { refuseRequests, stallReplies, startGateway } from "@opend/sim";
import { freePort } from "@opend/test-kit/free-port";
import { startRedis } from "@opend/test-kit/start-redis";
import { Redis } from "ioredis";
import { describe, expect, it, onTestFinished } from "vitest";
import { Interrupt } from "../base/interrupt.js";
import { Screen } from "../base/screen.js";
import { restCommand } from "../testing/rest-command.js";
import { runOpend } from "../testing/run-opend.js";
import { openSharedLimits } from "./open-shared-limits.js";

const { signal } = new AbortController();

async function openRedis(options: Parameters<typeof startRedis>[0] = {}) {
  const server = await startRedis(options);
  onTestFinished(() => server.stop());
  return { server, url: `redis://127.0.0.1:${server.port}` };
}

async function openGateway() {
  const gateway = await startGateway({ brand: "futu", tradingDays: 230, rateLimit: false });
  onTestFinished(() => gateway.close());
  return { gateway, at: ["--brand", "futu", "--url", gateway.tcpUrl ?? ""] };
}

/** How many requests count in the budget of short volume, by the keys of their budgets. */
async function budgets(url: string): Promise<Record<string, number>> {
  const client = new Redis(url);
  onTestFinished(() => client.disconnect());
  const keys = (await client.keys("*:slots")).sort();
  return Object.fromEntries(await Promise.all(keys.map(async (key) => [key, await client.zcard(key)])));
}

describe("--limiter", () => {
  it("keeps the limits in Redis, a budget for each brand or each name", async () => {
    const { url } = await openRedis();
    const { at } = await openGateway();
    const walk = ["short-volume", "HK.00700", "--limit", "100"];
    for (const limiter of [url, `${url}/0`, `${url}#2`]) {
      expect((await runOpend([...at, "--limiter", limiter, ...walk])).code).toBe(0);
    }
    const fromVariable = await runOpend([...at, ...walk], { env: { OPEND_LIMITER: url } });
    expect(fromVariable.code).toBe(0);
    expect(await budgets(url)).toEqual({
      "{opend:futu:Qot_GetDailyShortVolume}:slots": 6,
      "{opend:futu-2:Qot_GetDailyShortVolume}:slots": 2,
    });
  });

  it("says that Redis cannot be reached", async () => {
    const port = await freePort();
    const args = ["--demo", "--limiter", `redis://me:sesame@127.0.0.1:${port}`, "short-volume", "HK.00700"];
    const { code, stdout, stderr } = await runOpend(args);
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: "",
      stderr: `opend: the Redis of --limiter at 127.0.0.1:${port} cannot be used: ECONNREFUSED\n`,
    });
    expect((await runOpend([...args, "--json-errors"])).stderr).toContain('"code":"LimiterFailed"');
  });

  it("takes the password from the URL or from the variable of redis-cli, and never prints it", async () => {
    const { server, url } = await openRedis({ password: "sesame" });
    const { gateway, at } = await openGateway();
    const withPassword = `redis://:sesame@127.0.0.1:${server.port}`;
    const walk = ["short-volume", "HK.00700", "--limit", "60"];
    const run = (limiter: string, env = {}) => runOpend([...at, "--limiter", limiter, ...walk], { env });
    for (const wrong of [await run(url), await run(url.replace("//", "//:abracadabra@"))]) {
      expect(wrong.code).toBe(1);
      expect(wrong.stderr).toContain("the password is missing or wrong. It goes into REDISCLI_AUTH");
      expect(wrong.output).not.toMatch(/sesame|abracadabra/);
    }
    expect((await run(url, { REDISCLI_AUTH: "sesame" })).code).toBe(0);
    const release = gateway.inject(refuseRequests({ protocol: Qot_GetDailyShortVolume, after: 1, retMsg: "no" }));
    const cut = await run(withPassword);
    release();
    expect(cut.output).not.toContain("sesame");
    const rest = await runOpend(restCommand(cut.stderr) ?? [], { env: { REDISCLI_AUTH: "sesame" } });
    expect(rest.code).toBe(0);
  });

  it.each([
    "sesame",
    "http://:sesame@h",
    "redis://:sesame@",
    "redis://:sesame@h/abc",
    "redis://:ses%ame@h",
    "redis:///1",
  ])("refuses %s without citing it", async (limiter) => {
    const { code, output } = await runOpend(["--demo", "--limiter", limiter, "short-volume", "HK.00700"]);
    expect(code).toBe(2);
    expect(output).toContain("opend: --limiter is redis://host:port");
    expect(output).not.toMatch(/sesame|ses%ame/);
  });

  it("waits for a Redis that is restarted, and says so", async () => {
    const { server, url } = await openRedis();
    const { gateway, at } = await openGateway();
    gateway.inject(stallReplies({ protocol: Qot_GetDailyShortVolume, ms: 100 }));
    let isOver = false;
    const walk = runOpend([...at, "--limiter", url, "short-volume", "HK.00700", "HK.09988"]).finally(() => {
      isOver = true;
    });
    await expect.poll(() => gateway.requestCount(Qot_GetDailyShortVolume)).toBeGreaterThan(0);
    await server.stop();
    expect(isOver).toBe(false);
    const again = await startRedis({ port: server.port });
    onTestFinished(() => again.stop());
    const { code, stderr } = await walk;
    expect(code).toBe(0);
    expect(stderr).toMatch(/is gone\. Requests wait for it, each 20 s at most\.\n(?:.*\n)*.*is back\.\n/);
    expect(stderr).toContain("460 rows of 2 codes");
  });

  it("ends the wait for a Redis that stays away", async () => {
    const { server, url } = await openRedis();
    const out = new Writable({ write: (_, __, done) => done() });
    const context = {
      io: { stdin: process.stdin, stdout: out, stderr: out, env: {} },
      globals: { limiter: url },
      given: [],
      interrupt: new Interrupt(),
      screen: new Screen(out, out),
    };
    const limits = await openSharedLimits(context, 300);
    onTestFinished(() => limits?.close());
    await server.stop();
    const acquired = limits?.limiterOf("futu").acquire({ protocol: Qot_GetDailyShortVolume }, { signal });
    const error: unknown = await acquired?.catch((reason: unknown) => reason);
    expect(isOpendError(error, "LimiterFailed")).toBe(true);
  });
});

it("--rate-limit-text makes the client wait where nobody knows the text", async () => {
  const { gateway, at } = await openGateway();
  const retMsg = "slow down, please";
  gateway.inject(refuseRequests({ protocol: Qot_GetDailyShortVolume, after: 1, times: 1, retMsg }));
  const args = [...at, "short-volume", "HK.00700", "--limit", "100"];
  const waits: string[] = [];
  const interrupt = new Interrupt();
  const onStderr = (text: string) => {
    waits.push(text);
    if (text.includes("waits")) interrupt.take("SIGTERM");
  };
  const waiting = await runOpend([...args, "--rate-limit-text", "slow down"], { columns: 100, interrupt, onStderr });
  expect(waiting.code).toBe(143);
  expect(waits.join("")).toMatch(/waits/);
  const other = await openGateway();
  other.gateway.inject(refuseRequests({ protocol: Qot_GetDailyShortVolume, times: 1, retMsg }));
  const refused = await runOpend([...other.at, "short-volume", "HK.00700", "--limit", "100"]);
  expect(refused.stderr).toContain(retMsg);
});
