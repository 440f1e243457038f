import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createError, isOpendError } from "../../base/errors.js";
import { rejectionOf } from "../../testing/caught.js";
import { askInOrder } from "./ask-in-order.js";

function refusal(retMsg: string) {
  const details = { protocol: "Qot_Sub", retType: -1, retMsg, errCode: undefined };
  return createError("GatewayError", retMsg, details);
}

interface GatewayOptions {
  readonly bad?: (topic: number) => boolean;
  readonly quota?: number;
  readonly perRequest?: number;
  readonly fail?: (requests: number) => Error | undefined;
}

/** A gateway with a quota that accepts a request completely or not at all. */
function createGateway({ bad = () => false, quota = 1e9, perRequest = 200, fail = () => undefined }: GatewayOptions) {
  const gateway = { taken: [] as number[], requests: 0, atOnce: 0, most: 0 };
  const asking = {
    plan(topics: readonly number[]) {
      const first = topics.length % perRequest || perRequest;
      const ends = Array.from({ length: Math.ceil(topics.length / perRequest) }, (_, i) => first + i * perRequest);
      return ends.map((end) => topics.slice(Math.max(0, end - perRequest), end));
    },
    async ask(topics: readonly number[]) {
      gateway.requests++;
      gateway.atOnce++;
      gateway.most = Math.max(gateway.most, gateway.atOnce);
      expect(topics.length).toBeLessThanOrEqual(perRequest);
      const error =
        fail(gateway.requests) ??
        (topics.some(bad)
          ? refusal("unknown")
          : gateway.taken.length + topics.length > quota
            ? refusal("no quota")
            : undefined);
      if (!error) gateway.taken.push(...topics);
      await Promise.resolve();
      gateway.atOnce--;
      if (error) throw error;
    },
  };
  return { gateway, asking };
}

const range = (length: number) => Array.from({ length }, (_, index) => index);

describe("topics requested in order", () => {
  it("take one request per 200, a few at once", async () => {
    const { gateway, asking } = createGateway({});
    expect((await askInOrder(range(1_000), asking)).size).toBe(0);
    expect(gateway).toMatchObject({ requests: 5, most: 4 });
    expect((await askInOrder<number>([], asking)).size).toBe(0);
  });

  it("are refused only if they are bad, in few requests", async () => {
    const { gateway, asking } = createGateway({ bad: (topic) => topic % 250 === 7 });
    const refused = await askInOrder(range(1_000), asking);
    expect([...refused.keys()]).toEqual([7, 257, 507, 757]);
    expect(gateway.taken).toHaveLength(996);
    expect(gateway.requests).toBeLessThan(80);
  });

  it("are searched faster when many are bad, and no good one is lost", async () => {
    const { gateway, asking } = createGateway({ bad: (topic) => topic % 10 === 3 });
    const refused = await askInOrder(range(1_000), asking);
    expect(refused.size).toBe(100);
    expect(gateway.taken).toHaveLength(900);
    expect(gateway.most).toBe(8);
  });

  it("are found behind a row of bad ones", async () => {
    const { gateway, asking } = createGateway({ bad: (topic) => topic < 60 });
    expect((await askInOrder(range(400), asking)).size).toBe(60);
    expect(gateway.taken).toHaveLength(340);
  });

  it("keep the order of priority when the quota runs out, without a request for each of the rest", async () => {
    for (const quota of [0, 1, 199, 200, 321, 999]) {
      const { gateway, asking } = createGateway({ quota });
      const refused = await askInOrder(range(1_000), asking);
      expect(gateway.taken.sort((a, b) => a - b)).toEqual(range(quota));
      expect([...refused.keys()]).toEqual(range(1_000).slice(quota));
      expect(gateway.requests).toBeLessThan(60);
    }
  });

  it("count as refused, without another request, once the gateway finds them too frequent", async () => {
    const tooFrequent = createError("RateLimited", "slow down", {
      protocol: "Qot_Sub",
      retType: -1,
      retMsg: "slow down",
      errCode: undefined,
      retryAfterMs: 1,
    });
    const { gateway, asking } = createGateway({ bad: () => true, fail: (n) => (n === 6 ? tooFrequent : undefined) });
    const refused = await askInOrder(range(1_000), asking);
    expect(gateway.requests).toBe(6);
    expect(refused.size).toBe(1_000);
    expect(isOpendError(refused.get(999), "RateLimited")).toBe(true);
  });

  it("end with the first one that has no quota", async () => {
    const details = { protocol: "Qot_Sub", retType: -1, retMsg: "订阅额度不足", errCode: undefined };
    const usedUp = createError("SubscriptionQuotaUsedUp", "no quota", details);
    for (const quota of [0, 1, 199, 321]) {
      const { gateway, asking } = createGateway({});
      const ask = async (topics: readonly number[]) => {
        if (gateway.taken.length + topics.length > quota) {
          gateway.requests++;
          throw usedUp;
        }
        await asking.ask(topics);
      };
      const refused = await askInOrder(range(1_000), { ...asking, ask });
      expect(gateway.taken.sort((a, b) => a - b)).toEqual(range(quota));
      expect(refused.size).toBe(1_000 - quota);
      expect(gateway.requests).toBeLessThan(24);
    }
  });

  it("without a right are refused together, and the others are taken", async () => {
    const marketOf = (topic: number) => (topic % 3 === 0 ? "US" : "HK");
    for (const securityCode of ["US.0", undefined]) {
      const facts = { protocol: "Qot_Sub", retType: -1, retMsg: "no right", errCode: undefined };
      const noRight = createError("NoQuoteRight", "no right", { ...facts, market: "US", securityCode });
      const { gateway, asking } = createGateway({});
      const ask = async (topics: readonly number[]) => {
        if (topics.every((topic) => marketOf(topic) === "HK")) return await asking.ask(topics);
        gateway.requests++;
        throw noRight;
      };
      const about = { codeOf: (topic: number) => `${marketOf(topic)}.${topic}`, rightOf: marketOf };
      const refused = await askInOrder(range(1_000), { ...asking, ...about, ask });
      expect([...refused.keys()].sort((a, b) => a - b)).toEqual(range(1_000).filter((topic) => topic % 3 === 0));
      expect(gateway.taken).toHaveLength(666);
      expect(gateway.requests).toBeLessThan(20);
    }
  });

  it("that the gateway names are taken out one by one", async () => {
    const { gateway, asking } = createGateway({});
    const ask = async (topics: readonly number[]) => {
      const bad = topics.find((topic) => topic % 50 === 7);
      if (bad === undefined) return await asking.ask(topics);
      gateway.requests++;
      const facts = { protocol: "Qot_Sub", retType: -1, retMsg: "unknown", errCode: undefined };
      throw createError("UnknownSecurity", "unknown", { ...facts, securityCode: String(bad) });
    };
    const refused = await askInOrder(range(1_000), { ...asking, codeOf: (topic) => `HK.${topic}`, ask });
    expect(refused.size).toBe(20);
    expect(gateway.taken).toHaveLength(980);
    expect(gateway.requests).toBe(25);
  });

  it("throw errors that are not refusals", async () => {
    const lost = createError("ConnectionLost", "gone", { sent: true });
    const { asking } = createGateway({ bad: (topic) => topic === 0, fail: (n) => (n === 3 ? lost : undefined) });
    expect(await rejectionOf(askInOrder(range(100), asking))).toBe(lost);
  });

  it("are each accepted once or refused, and the earliest win, with any bad topics and any quota", async () => {
    const scene = fc.record({
      count: fc.nat(60),
      bad: fc.uniqueArray(fc.nat(60), { maxLength: 5 }),
      quota: fc.nat(70),
      perRequest: fc.constantFrom(1, 2, 7, 60),
    });
    await fc.assert(
      fc.asyncProperty(scene, async ({ count, bad, quota, perRequest }) => {
        const { gateway, asking } = createGateway({ bad: (topic) => bad.includes(topic), quota, perRequest });
        const refused = await askInOrder(range(count), asking);
        const good = range(count).filter((topic) => !bad.includes(topic));
        expect([...gateway.taken, ...refused.keys()].sort((a, b) => a - b)).toEqual(range(count));
        expect(gateway.taken).toHaveLength(Math.min(quota, good.length));
        // With a single request for all topics, the order is strict.
        if (perRequest >= count) expect(gateway.taken).toEqual(good.slice(0, quota));
      }),
      { numRuns: 500 },
    );
  });
});
