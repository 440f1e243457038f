import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createManualClock, isOpendError, type LimitedProtocol, type Limiter, type RateLimit } from "@opend/core";
import { type RedisServer, startRedis } from "@opend/test-kit/start-redis";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { PeerSettings } from "../peers/send-requests.js";
import { createRedisLimiter, type RedisLimiterOptions } from "./create-redis-limiter.js";
import { type OpenClient, openIoRedis, openNodeRedis } from "./testing/open-clients.js";

const never = new AbortController().signal;
const protocol = { id: 3248, name: "Qot_Sample", rateLimit: { requests: 2, perSeconds: 0.2 } };
const longWindow = { id: 3248, name: "Qot_Sample", rateLimit: { requests: 2, perSeconds: 30 } };

function named(name: string, rateLimit: RateLimit) {
  return { id: 1, name, rateLimit };
}

let redis: RedisServer;
let gateways = 0;

beforeAll(async () => {
  redis = await startRedis();
});

afterAll(async () => {
  await redis.stop();
});

describe.each([
  ["ioredis", openIoRedis],
  ["redis", openNodeRedis],
])("the limiter over %s", (_, open) => {
  async function setup(options: Partial<RedisLimiterOptions> = {}) {
    const opened: OpenClient = await open(redis.port);
    onTestFinished(() => opened.close());
    const gateway = `gateway-${gateways++}`;
    const create = (more: Partial<RedisLimiterOptions> = {}) =>
      createRedisLimiter({ client: opened.client, gateway, ...options, ...more });
    return { create, limiter: create(), client: opened.client };
  }

  const waitOf = async (limiter: Limiter, of: LimitedProtocol, more: { account?: string; isFree?: boolean } = {}) => {
    const abort = new AbortController();
    let wait = 0;
    const onWait = (waitMs: number) => {
      wait = waitMs;
      abort.abort();
    };
    const leave = await limiter.acquire({ protocol: of, ...more }, { signal: abort.signal, onWait }).catch(() => {});
    return { waitMs: wait, leave };
  };

  it("delays requests over the limit until more than a window after the first reply", async () => {
    const { limiter, create } = await setup();
    const leaves = [await limiter.acquire({ protocol }, { signal: never })];
    leaves.push(await create().acquire({ protocol }, { signal: never }));
    for (const leave of leaves) leave();
    const repliedMs = performance.now();
    await limiter.acquire({ protocol }, { signal: never });
    expect(performance.now() - repliedMs).toBeGreaterThan(200 - 1);
  });

  it("reports how long a request waits, and counts those in flight for at least a window", async () => {
    const { limiter } = await setup();
    const leave = await limiter.acquire({ protocol: longWindow }, { signal: never });
    await limiter.acquire({ protocol: longWindow }, { signal: never });
    expect((await waitOf(limiter, longWindow)).waitMs).toBe(30_001);
    leave();
    expect((await waitOf(limiter, longWindow)).waitMs).toBeGreaterThan(29_000);
  });

  it("frees the slots of a dead process when their lease is over", async () => {
    const { limiter } = await setup({ leaseMs: 50 });
    await limiter.acquire({ protocol }, { signal: never });
    await limiter.acquire({ protocol }, { signal: never });
    const startMs = performance.now();
    await limiter.acquire({ protocol }, { signal: never });
    expect(performance.now() - startMs).toBeGreaterThan(200);
    expect(performance.now() - startMs).toBeLessThan(5000);
  });

  it("ends the wait when the signal fires, and takes no slot then", async () => {
    const { limiter, create } = await setup();
    await limiter.acquire({ protocol: longWindow }, { signal: never });
    const abort = new AbortController();
    const reason = new Error("no longer needed");
    const given = limiter.acquire({ protocol: longWindow }, { signal: abort.signal });
    abort.abort(reason);
    await expect(given).rejects.toBe(reason);
    await expect(limiter.acquire({ protocol: longWindow }, { signal: abort.signal })).rejects.toBe(reason);
    // The slot that was being granted is returned.
    await expect.poll(async () => (await waitOf(limiter, longWindow)).waitMs).toBe(0);
    const clock = createManualClock();
    const later = new AbortController();
    const waiting = create({ clock }).acquire({ protocol: longWindow }, { signal: later.signal });
    await expect.poll(() => clock.scheduled).toBe(1);
    later.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    expect(clock.scheduled).toBe(0);
  });

  it("blocks the whole budget after a refusal, also for requests that take no slot", async () => {
    const { limiter } = await setup();
    const leave = await limiter.acquire({ protocol: longWindow }, { signal: never });
    leave(5000);
    leave(60_000);
    for (const isFree of [false, true]) {
      const { waitMs } = await waitOf(limiter, longWindow, { isFree });
      expect(waitMs).toBeGreaterThan(4000);
      expect(waitMs).toBeLessThanOrEqual(5001);
    }
    expect((await waitOf(limiter, { ...longWindow, name: "Qot_Other" })).waitMs).toBe(0);
  });

  it("handles accounts, shared budgets, free requests and intervals like the in-process limiter", async () => {
    const { limiter } = await setup();
    const perAccount = named("PerAccount", { requests: 1, perSeconds: 30, scope: "account" });
    expect((await waitOf(limiter, perAccount, { account: "a" })).waitMs).toBe(0);
    expect((await waitOf(limiter, perAccount, { account: "b" })).waitMs).toBe(0);
    expect((await waitOf(limiter, perAccount, { account: "a" })).waitMs).toBeGreaterThan(0);
    const sharing = named("Sharing", { requests: 1, perSeconds: 30, scope: "account", budgetOf: "PerAccount" });
    expect((await waitOf(limiter, sharing, { account: "b" })).waitMs).toBeGreaterThan(0);
    expect((await waitOf(limiter, sharing, { account: "c" })).waitMs).toBe(0);
    const counted = named("Counted", { requests: 1, perSeconds: 30 });
    for (let count = 0; count < 3; count++) expect((await waitOf(limiter, counted, { isFree: true })).waitMs).toBe(0);
    const slow = named("Slow", { requests: 9, perSeconds: 30, minIntervalMs: 10_000 });
    expect((await waitOf(limiter, slow)).waitMs).toBe(0);
    expect((await waitOf(limiter, slow)).waitMs).toBeGreaterThan(9000);
    for (let count = 0; count < 3; count++)
      expect((await waitOf(limiter, { id: 4, name: "Unlimited" })).waitMs).toBe(0);
  });

  it("has budgets of its own for each gateway", async () => {
    const { create } = await setup();
    for (const gateway of ["one", "two"].map((name) => `${name}-${gateways++}`)) {
      const limiter = create({ gateway });
      for (let count = 0; count < 2; count++) expect((await waitOf(limiter, longWindow)).waitMs).toBe(0);
      expect((await waitOf(limiter, longWindow)).waitMs).toBeGreaterThan(0);
    }
  });

  it("leaves nothing in Redis that does not expire", async () => {
    const { limiter, client } = await setup({ prefix: `expiry-${gateways++}` });
    (await limiter.acquire({ protocol }, { signal: never }))(1000);
    await waitOf(limiter, protocol);
    const script =
      "local n = 0 for _, k in ipairs(redis.call('KEYS', '*')) do if redis.call('PTTL', k) < 0 then n = n + 1 end end return n";
    const count = "isOpen" in client ? client.eval(script, { keys: [], arguments: [] }) : client.eval(script, 0);
    expect(await count).toBe(0);
  });

  it("fails with an error of its own when Redis is gone", async () => {
    const other = await startRedis();
    const opened = await open(other.port);
    onTestFinished(() => opened.close());
    const limiter = createRedisLimiter({ client: opened.client, gateway: "gone" });
    const leave = await limiter.acquire({ protocol }, { signal: never });
    await other.stop();
    leave();
    const error: unknown = await limiter.acquire({ protocol }, { signal: never }).catch((reason: unknown) => reason);
    expect(isOpendError(error, "LimiterFailed")).toBe(true);
    expect(error).toMatchObject({ protocolId: protocol.id, retryable: true, cause: expect.any(Error) });
  });
});

it("never lets two processes together send more than the limit in any window", async () => {
  const limited = named("Qot_Sample", { requests: 5, perSeconds: 0.4 });
  const settings = { port: redis.port, gateway: `gateway-${gateways++}`, requests: 20, protocol: limited };
  const sentMs = (await Promise.all([runPeer(settings), runPeer(settings)])).flat().sort((a, b) => a - b);
  expect(sentMs).toHaveLength(40);
  for (const [index, timeMs] of sentMs.entries()) {
    const tooMany = sentMs[index + limited.rateLimit.requests];
    if (tooMany !== undefined) expect(tooMany - timeMs).toBeGreaterThan(limited.rateLimit.perSeconds * 1000);
  }
});

it.each([
  ["gateway", { gateway: "" }],
  ["gateway", { gateway: "a{b}" }],
  ["leaseMs", { gateway: "a", leaseMs: 0 }],
])("refuses an invalid %s", async (option, options) => {
  const { client, close } = await openIoRedis(redis.port);
  onTestFinished(close);
  expect(() => createRedisLimiter({ client, ...options })).toThrow(
    expect.objectContaining({ code: "InvalidOption", option }),
  );
});

/** Runs a process that sends requests. Returns the times at which it sent them. */
async function runPeer(settings: PeerSettings): Promise<number[]> {
  const script = fileURLToPath(new URL("../peers/send-requests.ts", import.meta.url));
  const child = fork(script, [], { env: { ...process.env, OPEND_PEER_SETTINGS: JSON.stringify(settings) } });
  onTestFinished(() => void child.kill());
  return await new Promise((resolve, reject) => {
    child.once("message", (times: number[]) => resolve(times));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the process ended with ${code}`)));
  });
}
