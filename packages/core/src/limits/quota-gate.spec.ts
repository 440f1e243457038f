import { settle } from "@opend/test-kit/queue";
import { describe, expect, it, vi } from "vitest";
import { createManualClock } from "../base/clock.js";
import { Qot_RequestHistoryKL } from "../gen/protocols/Qot_RequestHistoryKL.js";
import { Trd_GetFunds } from "../gen/protocols/Trd_GetFunds.js";
import { Trd_PlaceComboOrder } from "../gen/protocols/Trd_PlaceComboOrder.js";
import { Trd_PlaceOrder } from "../gen/protocols/Trd_PlaceOrder.js";
import type { C2SOf, Reply } from "../protocol/protocol.js";
import { Telemetry } from "../telemetry/telemetry.js";
import { rejectionOf } from "../testing/caught.js";
import type { LimitedRequest } from "./limiter.js";
import { type QuotaCallOptions, QuotaGate, type QuotaOptions, type QuotaWait } from "./quota-gate.js";

const query = { id: 3248, name: "Qot_Sample", kind: "query", rateLimit: { requests: 2, perSeconds: 30 } } as const;
const done: Reply<string> = { retType: 0, s2c: "done" };
const refused: Reply<string> = { retType: -1, retMsg: "获取数据频率太高，请求失败，每7秒最多2次。" };

function setup(options: QuotaOptions = {}) {
  const clock = createManualClock();
  const lifetime = new AbortController();
  const owner = {
    endpoint: "tcp://127.0.0.1:1",
    clock,
    telemetry: new Telemetry(),
    lifetime: lifetime.signal,
    checkUsable: (signal: AbortSignal | undefined) => signal?.throwIfAborted(),
  };
  const gate = new QuotaGate(owner, options);
  const sentMs: number[] = [];
  const pass = (
    replies: readonly Reply<string>[],
    callOptions: QuotaCallOptions = {},
    protocol: typeof query = query,
  ) => {
    const left = [...replies];
    return gate.pass(protocol, {}, callOptions, async () => {
      sentMs.push(clock.nowMs());
      return left.shift() ?? done;
    });
  };
  return { clock, lifetime, gate, owner, sentMs, pass };
}

describe("a request that the gateway refuses as too frequent", () => {
  it("waits as long as the gateway says and continues, and so do later requests", async () => {
    const { clock, sentMs, pass } = setup();
    const first = pass([refused]);
    await settle();
    const second = pass([]);
    clock.advance(7000);
    await settle();
    expect(sentMs).toEqual([0]);
    clock.advance(1);
    await expect(first).resolves.toBe(done);
    clock.advanceToNext();
    await expect(second).resolves.toBe(done);
    expect(sentMs).toEqual([0, 7001, 30_001]);
  });

  it("fails with the gateway's text after three waits", async () => {
    const { clock, sentMs, pass } = setup();
    const error = rejectionOf(pass([refused, refused, refused, refused]));
    for (let wait = 0; wait < 3; wait++) {
      await settle();
      clock.advanceToNext();
    }
    expect(await error).toMatchObject({
      code: "RateLimited",
      protocol: "Qot_Sample",
      retMsg: refused.retMsg,
      retryAfterMs: 7000,
      retryable: true,
    });
    expect(sentMs).toHaveLength(4);
  });

  it.each<[string, QuotaOptions, QuotaCallOptions]>([
    ["the session's option", { waitWhenRateLimited: false }, {}],
    ["the request's option", {}, { waitWhenRateLimited: false }],
    ["the lack of a limiter", { limiter: false }, {}],
  ])("fails at once because of %s", async (_, options, callOptions) => {
    const { pass, sentMs } = setup(options);
    expect(await rejectionOf(pass([refused], callOptions))).toMatchObject({ code: "RateLimited" });
    expect(sentMs).toEqual([0]);
  });

  const english: Reply<string> = { retType: -1, retMsg: "Too many requests, slow down" };
  it.each<[string, QuotaOptions["rateLimitText"]]>([
    ["a text", "Too many requests"],
    ["a pattern", /too MANY/gi],
    ["a function", (retMsg) => retMsg.startsWith("Too many")],
  ])("is recognized by %s that the program adds", async (_, rateLimitText) => {
    const { clock, pass, sentMs } = setup({ rateLimitText });
    const answer = pass([english, english]);
    for (const _ of [1, 2]) {
      await settle();
      clock.advance(30_001);
    }
    expect(await answer).toBe(done);
    expect(sentMs).toEqual([0, 30_001, 60_002]);
    const others: Reply<string>[] = [
      { retType: -1, retMsg: "no quote right" },
      { ...english, retType: -400 },
    ];
    for (const other of others) {
      expect((await rejectionOf(setup({ rateLimitText }).pass([other]))).code).toBe("GatewayError");
    }
  });

  it("is an ordinary error if no text matches, or the function throws", async () => {
    expect((await rejectionOf(setup().pass([english]))).code).toBe("GatewayError");
    const rateLimitText = () => {
      throw new Error("oops");
    };
    expect((await rejectionOf(setup({ rateLimitText }).pass([english]))).code).toBe("GatewayError");
  });

  it("is never sent again if it is a command, but blocks the budget", async () => {
    const { clock, gate, sentMs, pass } = setup();
    const command = { ...query, kind: "command" } as const;
    expect(await rejectionOf(gate.pass(command, {}, {}, async () => refused))).toMatchObject({ code: "RateLimited" });
    const next = pass([]);
    await settle();
    expect(sentMs).toEqual([]);
    clock.advance(7001);
    await next;
  });

  it("can be aborted while it waits", async () => {
    const { pass, clock } = setup();
    const abort = new AbortController();
    const answer = pass([refused], { signal: abort.signal });
    await settle();
    const reason = new Error("no longer needed");
    abort.abort(reason);
    await expect(answer).rejects.toBe(reason);
    expect(clock.scheduled).toBe(0);
  });
});

describe("the gate of a session", () => {
  it("shares its budgets with the other sessions of its endpoint", async () => {
    const { clock, owner, sentMs, pass } = setup();
    const other = new QuotaGate({ ...owner, lifetime: new AbortController().signal }, {});
    await Promise.all([pass([]), other.pass(query, {}, {}, async () => done)]);
    const third = pass([]);
    await settle();
    expect(sentMs).toEqual([0]);
    clock.advance(30_001);
    await third;
  });

  it("shares its budgets with the other sessions of its gateway, whatever the endpoint, once the gateway is known", async () => {
    const { clock, gate, owner, sentMs, pass } = setup();
    const other = new QuotaGate({ ...owner, endpoint: "ws://127.0.0.1:2" }, {});
    const third = new QuotaGate({ ...owner, endpoint: "ws://127.0.0.1:3" }, {});
    await Promise.all([pass([]), pass([])]);
    for (const each of [gate, other]) each.identifyGateway("user 7 at localhost");
    third.identifyGateway("user 8 at localhost");
    for (const each of [other, third]) await each.pass(query, {}, {}, async () => done);
    await pass([]);
    const late = pass([]);
    await settle();
    expect(sentMs).toEqual([0, 0, 0]);
    clock.advance(30_001);
    await late;
  });

  it("limits requests before it knows its gateway, and if it never does", async () => {
    const { clock, gate, sentMs, pass } = setup();
    await Promise.all([pass([]), pass([])]);
    gate.identifyGateway(undefined);
    const third = pass([]);
    await settle();
    expect(sentMs).toEqual([0, 0]);
    clock.advance(30_001);
    await third;
  });

  it("keeps a custom limiter, whatever the gateway", async () => {
    const acquire = vi.fn(async (_: LimitedRequest) => () => {});
    const { gate, pass } = setup({ limiter: { acquire } });
    gate.identifyGateway("user 7 at localhost");
    await pass([]);
    expect(acquire).toHaveBeenCalledTimes(1);
  });

  it("reports which request waits and how long, once per wait", async () => {
    const waits: QuotaWait[] = [];
    const { clock, pass } = setup({ onQuotaWait: (wait) => waits.push(wait) });
    await Promise.all([pass([]), pass([])]);
    expect(waits).toEqual([]);
    clock.advance(1000);
    const third = pass([]);
    clock.advance(29_001);
    await third;
    expect(waits).toEqual([{ protocol: "Qot_Sample", waitMs: 29_001 }]);
  });

  it("passes the limiter the account of a request, and whether it counts", async () => {
    const acquire = vi.fn(async (_: LimitedRequest) => () => {});
    const { gate, pass } = setup({ limiter: { acquire } });
    await pass([]);
    const history = { rehabType: 0, klType: 2, security: { market: 1, code: "00700" }, beginTime: "", endTime: "" };
    await gate.pass(Qot_RequestHistoryKL, { ...history, nextReqKey: new Uint8Array([1]) }, {}, async () => done);
    await gate.pass(Qot_RequestHistoryKL, history, {}, async () => done);
    const header = { trdEnv: 0, accID: 281756478396547854n, trdMarket: 1 };
    for (const refreshCache of [true, false, undefined]) {
      await gate.pass(Trd_GetFunds, { header, refreshCache }, {}, async () => done);
    }
    const account = "281756478396547854";
    expect(acquire.mock.calls.map(([request]) => request)).toEqual([
      { protocol: query, account: undefined, isFree: false },
      { protocol: Qot_RequestHistoryKL, account: undefined, isFree: true },
      { protocol: Qot_RequestHistoryKL, account: undefined, isFree: false },
      { protocol: Trd_GetFunds, account, isFree: false },
      { protocol: Trd_GetFunds, account, isFree: true },
      { protocol: Trd_GetFunds, account, isFree: true },
    ]);
  });

  it("counts orders and combo orders of an account together", async () => {
    const { clock, gate } = setup();
    const sent: string[] = [];
    const place = (name: string, accID: bigint, protocol: typeof Trd_PlaceOrder | typeof Trd_PlaceComboOrder) => {
      const c2s = { header: { trdEnv: 0, accID, trdMarket: 1 }, trdSide: 1, orderType: 1, code: "00700", qty: 100 };
      return gate.pass<C2SOf<typeof Trd_PlaceOrder> & C2SOf<typeof Trd_PlaceComboOrder>, string>(
        protocol,
        { ...c2s, comboLegs: [] },
        {},
        async () => {
          sent.push(name);
          return done;
        },
      );
    };
    const waiting = Array.from({ length: 8 }, (_, n) => [
      place(`order ${n}`, 7n, Trd_PlaceOrder),
      place(`combo ${n}`, 7n, Trd_PlaceComboOrder),
    ]).flat();
    for (let n = 0; n < 20; n++) {
      await settle();
      clock.advance(20);
    }
    expect(sent).toHaveLength(15);
    expect(sent).not.toContain("combo 7");
    await place("of another account", 8n, Trd_PlaceComboOrder);
    while (sent.length < 17) {
      clock.advanceToNext();
      await settle();
    }
    await Promise.all(waiting);
    // The first order's reply arrived immediately.
    expect(clock.nowMs()).toBe(30_001);
  });

  it("passes on the errors of a custom limiter", async () => {
    const { pass } = setup({ limiter: { acquire: () => Promise.reject(new Error("out of order")) } });
    await expect(pass([])).rejects.toThrow("out of order");
  });
});
