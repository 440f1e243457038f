import { createManualClock, createSlidingWindowLimiter, type QuotaWait } from "@opend/core";
import { Qot_GetSecuritySnapshot, Qot_RequestHistoryKL } from "@opend/core/protocols";
import { isPagerError, type PagerErrorOf } from "@opend/pager";
import { dropConnection, handle, refuse, stallReplies } from "@opend/sim";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { candles } from "../tasks/candles.js";
import { snapshots } from "../tasks/snapshots.js";
import { open } from "../testing/open.js";
import { snapshotBasic } from "../testing/snapshot-basic.js";

const noLimit = { limiter: false } as const;
const all = { limit: Number.POSITIVE_INFINITY };
const hk = (count: number) => Array.from({ length: count }, (_, index) => `HK.${String(index + 1).padStart(5, "0")}`);
const us = (count: number) =>
  Array.from(
    { length: count },
    (_, index) => `US.${String.fromCharCode(65 + (index % 26), 65 + Math.floor(index / 26))}`,
  );
const prefixes: Readonly<Record<number, string>> = { 1: "HK", 11: "US" };

/** Answers requests for snapshots. `refusalOf` says with which text it refuses one, if it does. */
function snapshotsOf(refusalOf: (codes: readonly string[]) => string | undefined) {
  return handle(Qot_GetSecuritySnapshot, ({ securityList }) => {
    const retMsg = refusalOf(securityList.map(({ market, code }) => `${prefixes[market]}.${code}`));
    if (retMsg !== undefined) refuse(retMsg);
    return { snapshotList: securityList.map((security) => ({ basic: { ...snapshotBasic, security } })) };
  });
}

/** Answers requests for candles, with one each. */
function candlesOf(refusalOf: (code: string, requests: number) => string | undefined) {
  let requests = 0;
  return handle(Qot_RequestHistoryKL, ({ security }) => {
    const retMsg = refusalOf(`${prefixes[security.market]}.${security.code}`, ++requests);
    if (retMsg !== undefined) refuse(retMsg);
    return { security, klList: [{ time: "2026-05-08", isBlank: true }] };
  });
}

/** A limiter whose clock jumps over each wait. */
function jumpingLimiter() {
  const clock = createManualClock();
  const waits: QuotaWait[] = [];
  const onQuotaWait = (wait: QuotaWait) => {
    waits.push(wait);
    setImmediate(() => clock.advance(wait.waitMs + 1));
  };
  return { waits, options: { limiter: createSlidingWindowLimiter({ clock }), onQuotaWait } };
}

async function failureOf(work: Promise<unknown>): Promise<PagerErrorOf<"FanOutFailed">> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isPagerError(error, "FanOutFailed")) throw new Error(`no FanOutFailed: ${String(error)}`);
  return error;
}

const tooMany = "Get Market Snapshot request failed due to high frequency. Maximum 60 times per 30 seconds.";

describe("too many requests", () => {
  it("are waited out: one request again after 30 s, and no code is left out", async () => {
    let refusals = 1;
    const { waits, options } = jumpingLimiter();
    const { client, gateway } = await open(
      { handlers: [snapshotsOf(() => (refusals-- > 0 ? tooMany : undefined))], rateLimit: false },
      options,
    );
    const walk = snapshots(client, hk(400), { onFailure: "skip" });
    expect(await walk.toArray()).toHaveLength(400);
    expect(walk.skipped).toEqual([]);
    expect(gateway.requestCount(Qot_GetSecuritySnapshot)).toBe(2);
    expect(waits.map(({ waitMs }) => Math.round(waitMs / 1000))).toEqual([30]);
  });

  it("that never end are the end of the walk, and no code is left out", async () => {
    const { options } = jumpingLimiter();
    const { client, gateway } = await open({ handlers: [snapshotsOf(() => tooMany)], rateLimit: false }, options);
    const walk = snapshots(client, hk(400), { onFailure: "skip" });
    const error = await failureOf(walk.toArray());
    expect(error).toMatchObject({ retryable: true, failed: undefined, skipped: [], cause: { code: "RateLimited" } });
    expect(error.resume).toHaveLength(400);
    expect(gateway.requestCount(Qot_GetSecuritySnapshot)).toBe(4);
  });

  it("are no refusal of a code in a walk over each, whatever the language", async () => {
    const { options } = jumpingLimiter();
    const texts = [
      tooMany,
      "此协议请求太频繁，触发了频率限制，请稍后再试",
      "获取历史K线频率太高，请求失败，每30秒最多60次。",
    ];
    const handler = candlesOf((_, requests) => (requests % 5 === 0 ? texts[requests % texts.length] : undefined));
    const { client } = await open({ handlers: [handler], rateLimit: false }, options);
    const walk = candles(client, hk(40), { since: "2026-05-08", onFailure: "skip" });
    expect(await walk.toArray(all)).toHaveLength(40);
    expect(walk.skipped).toEqual([]);
  });

  it("end with the signal, also in the middle of the wait", async () => {
    const abort = new AbortController();
    const onQuotaWait = () => setImmediate(() => abort.abort(new Error("enough")));
    const { client } = await open(
      { handlers: [snapshotsOf(() => tooMany)], rateLimit: false },
      { limiter: createSlidingWindowLimiter({ clock: createManualClock() }), onQuotaWait },
    );
    const walk = snapshots(client, hk(10), { onFailure: "skip", signal: abort.signal });
    expect((await failureOf(walk.toArray())).cause).toMatchObject({ code: "Aborted" });
    expect(walk.rest).toHaveLength(10);
    expect(walk.skipped).toEqual([]);
  });
});

describe("a quota that is used up", () => {
  it.each([
    "Insufficient historical candlestick quota",
    "历史K线额度不足，请求失败。额度会滚动释放，直至30天后全部释放。",
  ])("ends the walk, without asking for the others: %s", async (retMsg) => {
    const handler = candlesOf((_, requests) => (requests > 3 ? retMsg : undefined));
    const { client, gateway } = await open({ handlers: [handler], rateLimit: false }, noLimit);
    const walk = candles(client, hk(200), { since: "2026-05-08", onFailure: "skip", concurrency: 4 });
    const rows: string[] = [];
    const error = await failureOf(
      (async () => {
        for await (const { code } of walk) rows.push(code);
      })(),
    );
    expect(error.cause).toMatchObject({ code: "HistoryQuotaUsedUp", retryable: false });
    expect(gateway.requestCount(Qot_RequestHistoryKL)).toBeLessThanOrEqual(3 + 4);
    expect(walk.skipped).toEqual([]);
    expect([...rows, ...walk.rest.map(({ code }) => code)].sort()).toEqual(hk(200));
  });
});

describe("a market without the right to it", () => {
  it.each(["No right to get the quote for US.AA", "行情权限不足"])("is asked for once: %s", async (retMsg) => {
    const { client, gateway } = await open({ handlers: [snapshotsOf(() => retMsg)], rateLimit: false }, noLimit);
    const walk = snapshots(client, us(400), { onFailure: "skip" });
    expect(await walk.toArray()).toEqual([]);
    expect(gateway.requestCount(Qot_GetSecuritySnapshot)).toBe(1);
    expect(walk.skipped).toHaveLength(400);
    expect(walk.skipped[7]).toMatchObject({ code: "US.HA", error: { code: "NoQuoteRight" } });
    expect(walk.rest).toEqual([]);
  });

  it.each(["No right to get the quote for ", "行情权限不足"])(
    "does not keep others from their rows: %s",
    async (text) => {
      const refusal = (codes: readonly string[]) => {
        const code = codes.find((each) => each.startsWith("US."));
        return code && (text.startsWith("No") ? text + code : text);
      };
      const { client, gateway } = await open({ handlers: [snapshotsOf(refusal)], rateLimit: false }, noLimit);
      const mixed = [...us(200), ...hk(200)].sort((a, b) => a.slice(3).localeCompare(b.slice(3)));
      const walk = snapshots(client, [...mixed, "US.ZZZZ", "HK.09999"], { onFailure: "skip", concurrency: 1 });
      expect(await walk.toArray()).toHaveLength(201);
      expect(walk.skipped).toHaveLength(201);
      expect(gateway.requestCount(Qot_GetSecuritySnapshot)).toBeLessThanOrEqual(4);
    },
  );

  it("is given up after the walks that had begun, and the other markets go on", async () => {
    const handler = candlesOf((code) => (code.startsWith("US.") ? `No right to get the quote for ${code}` : undefined));
    const { client, gateway } = await open({ handlers: [handler], rateLimit: false }, noLimit);
    const walk = candles(client, [...us(400), ...hk(10)], { since: "2026-05-08", onFailure: "skip", concurrency: 4 });
    expect(await walk.toArray(all)).toHaveLength(10);
    expect(gateway.requestCount(Qot_RequestHistoryKL)).toBeLessThanOrEqual(4 + 10);
    expect(walk.skipped).toHaveLength(400);
    expect(walk.skipped.at(-1)?.error).toMatchObject({ code: "NoQuoteRight", market: "US" });
  });

  it("still has its stocks when only its options are missing", async () => {
    const options = ["US.AAPL260717C065000", "US.AAPL260717C070000", "US.TSLA260717P065000"];
    const handler = candlesOf((code) => (code.length > 10 ? `No right to get the quote for ${code}` : undefined));
    const { client, gateway } = await open({ handlers: [handler], rateLimit: false }, noLimit);
    const walk = candles(client, [...options, ...us(5)], { since: "2026-05-08", onFailure: "skip", concurrency: 1 });
    expect(await walk.toArray(all)).toHaveLength(5);
    expect(walk.skipped.map(({ code }) => code)).toEqual(options);
    expect(gateway.requestCount(Qot_RequestHistoryKL)).toBe(1 + 5);
  });
});

describe("codes that the gateway does not know", () => {
  it.each([(code: string) => `Unknown stock. ${code}`, (code: string) => `暂不提供美股 OTC 市场行情 ${code.slice(3)}`])(
    "take one request each when it names them (%#)",
    async (textFor) => {
      const codes = hk(400);
      const bad = codes.filter((_, index) => index % 20 === 7);
      const refusal = (asked: readonly string[]) => {
        const code = asked.find((each) => bad.includes(each));
        return code && textFor(code);
      };
      const { client, gateway } = await open({ handlers: [snapshotsOf(refusal)], rateLimit: false }, noLimit);
      const walk = snapshots(client, codes, { onFailure: "skip" });
      expect((await walk.toArray()).map(({ code }) => code)).toEqual(codes.filter((code) => !bad.includes(code)));
      expect(walk.skipped.map(({ code }) => code)).toEqual(bad);
      expect(gateway.requestCount(Qot_GetSecuritySnapshot)).toBe(21);
    },
  );

  it("are found by halves when the name could be two, and none is blamed for the other", async () => {
    const refusal = (codes: readonly string[]) => (codes.includes("US.AA") ? "Unknown stock. AA" : undefined);
    const { client } = await open({ handlers: [snapshotsOf(refusal)], rateLimit: false }, noLimit);
    const walk = snapshots(client, ["HK.AA", "US.AA", "HK.00700"], { onFailure: "skip" });
    expect((await walk.toArray()).map(({ code }) => code)).toEqual(["HK.AA", "HK.00700"]);
    expect(walk.skipped).toMatchObject([{ code: "US.AA", error: { code: "UnknownSecurity" } }]);
  });

  it("end the walk unless they may be skipped, with what came before them", async () => {
    const codes = hk(400);
    const refusal = (asked: readonly string[]) => (asked.includes("HK.00300") ? "unknown stock" : undefined);
    const { client } = await open({ handlers: [snapshotsOf(refusal)], rateLimit: false }, noLimit);
    const walk = snapshots(client, codes);
    const rows: string[] = [];
    const error = await failureOf(
      (async () => {
        for await (const { code } of walk) rows.push(code);
      })(),
    );
    expect(error).toMatchObject({ failed: { code: "HK.00300" }, cause: { code: "UnknownSecurity" } });
    expect(rows).toEqual(codes.slice(0, rows.length));
    expect([...rows, ...walk.rest.map(({ code }) => code)].sort()).toEqual(codes);
  });
});

describe("words that are not known", () => {
  it("that the gateway has for every code blame none, and take few requests", async () => {
    const { client, gateway } = await open(
      { handlers: [snapshotsOf(() => "service closed")], rateLimit: false },
      noLimit,
    );
    const walk = snapshots(client, hk(400), { onFailure: "skip" });
    const error = await failureOf(walk.toArray());
    expect(error).toMatchObject({ failed: undefined, skipped: [], cause: { retMsg: "service closed" } });
    expect(error.resume.map((place) => "code" in place && place.code).sort()).toEqual(hk(400));
    expect(gateway.requestCount(Qot_GetSecuritySnapshot)).toBeLessThan(50);
  });

  it("leave out each of many codes when others are accepted", async () => {
    const codes = hk(400);
    const refusal = (asked: readonly string[]) => {
      const code = asked.find((each) => each > "HK.00100" && each < "HK.00131");
      return code && `not served: ${code}`;
    };
    const { client } = await open({ handlers: [snapshotsOf(refusal)], rateLimit: false }, noLimit);
    const walk = snapshots(client, codes, { onFailure: "skip" });
    expect(await walk.toArray()).toHaveLength(370);
    expect(walk.skipped.map(({ code }) => code).sort()).toEqual(codes.slice(100, 130));
  });

  it("for a few codes leave them out", async () => {
    const { client } = await open({ handlers: [snapshotsOf(() => "service closed")], rateLimit: false }, noLimit);
    const walk = snapshots(client, hk(3), { onFailure: "skip" });
    expect(await walk.toArray()).toEqual([]);
    expect(walk.skipped.map(({ code }) => code)).toEqual(hk(3));
  });
});

describe("a gateway that lost its server", () => {
  it("is asked again, and no code is left out", async () => {
    let refusals = 2;
    const handler = snapshotsOf(() => (refusals-- > 0 ? "网络中断" : undefined));
    const { client } = await open({ handlers: [handler], rateLimit: false }, noLimit);
    const walk = snapshots(client, hk(400), { onFailure: "skip" });
    expect(await walk.toArray()).toHaveLength(400);
    expect(walk.skipped).toEqual([]);
  });

  it("ends the walk when that does not help", async () => {
    const handler = snapshotsOf(() => "NN_ProtoRet_TimeOut");
    const { client } = await open({ handlers: [handler], rateLimit: false }, { ...noLimit, retry: false });
    const walk = snapshots(client, hk(400), { onFailure: "skip" });
    expect(await failureOf(walk.toArray())).toMatchObject({
      retryable: true,
      skipped: [],
      cause: { code: "GatewayUnavailable" },
    });
    expect(walk.rest).toHaveLength(400);
  });
});

describe("a walk over batches", () => {
  it("can be left at once while the gateway stalls", async () => {
    const { client } = await open({ faults: [stallReplies({ protocol: Qot_GetSecuritySnapshot })] });
    const rows = snapshots(client, hk(400))[Symbol.asyncIterator]();
    const waiting = rows.next();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const beganMs = performance.now();
    await rows.return();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(performance.now() - beganMs).toBeLessThan(50);
  });

  it("has the options of every walk, and tells its progress in codes", async () => {
    const refusal = (codes: readonly string[]) => (codes.includes("HK.00003") ? "Unknown stock. 00003" : undefined);
    const { client } = await open({ handlers: [snapshotsOf(refusal)], rateLimit: false }, { ...noLimit, log: "off" });
    const told: unknown[] = [];
    const walk = snapshots(client, hk(5), {
      limit: 1,
      maxPages: 1,
      pageSize: 3,
      concurrency: 1,
      timeoutMs: 5000,
      onFailure: "skip",
      onProgress: (progress) => {
        told.push(progress);
        throw new Error("mine");
      },
    });
    expect(await walk.toArray({ limit: 3 })).toHaveLength(3);
    expect(await walk.toArray()).toHaveLength(4);
    expect(told.slice(-3)).toEqual([
      { total: 5, begun: 3, done: 0, skipped: 1, pages: 0, rows: 0 },
      { total: 5, begun: 3, done: 2, skipped: 1, pages: 1, rows: 2 },
      { total: 5, begun: 5, done: 4, skipped: 1, pages: 2, rows: 4 },
    ]);
  });

  it("takes codes from an iterable, and what another has left", async () => {
    const { client, gateway } = await open();
    async function* codes() {
      yield* hk(5);
      yield { code: "HK.00001" };
    }
    const walk = snapshots(client, codes(), { pageSize: 2 });
    expect((await walk.toArray()).map(({ code }) => code)).toEqual(hk(5));
    expect(gateway.requestCount(Qot_GetSecuritySnapshot)).toBe(3);
    const odd = snapshots(client, new Set(["HK.00001", "700", "HK.00002"]), { onFailure: "skip" });
    expect(await odd.toArray()).toHaveLength(2);
    expect(odd.skipped).toMatchObject([{ code: "700", error: { code: "InvalidCode" } }]);
    expect(() => snapshots(client, [{ code: "HK.00001", cursor: "1" }])).toThrow(
      expect.objectContaining({ code: "InvalidCursor" }),
    );
  });

  it("survives a connection that is cut while codes are searched", async () => {
    const bad = ["HK.00007", "HK.00123", "HK.00399"];
    const refusal = (codes: readonly string[]) =>
      codes.some((code) => bad.includes(code)) ? "unknown stock" : undefined;
    const { client } = await open(
      { handlers: [snapshotsOf(refusal)], rateLimit: false, faults: [dropConnection({ after: 4, times: 2 })] },
      { ...noLimit, log: "off" },
    );
    const walk = snapshots(client, hk(400), { onFailure: "skip" });
    expect(await walk.toArray()).toHaveLength(397);
    expect(walk.skipped.map(({ code }) => code)).toEqual(bad);
  });

  it("gives each code its row, or tells that it is left out or left, whatever the gateway refuses", async () => {
    const scene = fc.record({
      kinds: fc.array(fc.constantFrom("good", "bad", "named", "odd", "other", "unheard"), {
        minLength: 1,
        maxLength: 60,
      }),
      pageSize: fc.integer({ min: 1, max: 30 }),
      concurrency: fc.integer({ min: 1, max: 4 }),
      hasRight: fc.boolean(),
      tooManyEach: fc.integer({ min: 2, max: 9 }),
      quotaAfter: fc.option(fc.nat(20), { nil: undefined }),
      leaveAfter: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
    });
    let current: (codes: readonly string[]) => string | undefined = () => undefined;
    const { options } = jumpingLimiter();
    const { client } = await open({ handlers: [snapshotsOf((codes) => current(codes))], rateLimit: false }, options);
    await fc.assert(
      fc.asyncProperty(
        scene,
        async ({ kinds, pageSize, concurrency, hasRight, tooManyEach, quotaAfter, leaveAfter }) => {
          const codes = kinds.map((kind, index) => `${kind === "other" ? "US" : "HK"}.${index + 10_000}`);
          const kindOf = (code: string) => kinds[codes.indexOf(code)];
          let requests = 0;
          current = (asked) => {
            requests++;
            if (requests % tooManyEach === 0) return "此协议请求太频繁，触发了频率限制，请稍后再试，每1秒最多9次";
            if (quotaAfter !== undefined && requests > quotaAfter) return "历史K线额度不足";
            const wrong = asked.find((code) => kindOf(code) !== "good" && !(kindOf(code) === "other" && hasRight));
            if (wrong === undefined) return undefined;
            if (kindOf(wrong) === "named") return `Unknown stock. ${wrong.slice(3)}`;
            if (kindOf(wrong) === "other")
              return requests % 3 ? "行情权限不足" : `No right to get the quote for ${wrong}`;
            if (kindOf(wrong) === "odd") return `odd: ${wrong}`;
            return kindOf(wrong) === "unheard" ? "unheard of" : "unknown stock";
          };
          const walk = snapshots(client, codes, { onFailure: "skip", pageSize, concurrency });
          const rows: string[] = [];
          try {
            for await (const page of walk.pages()) {
              rows.push(...page.rows.map(({ code }) => code));
              if (leaveAfter !== undefined && rows.length >= leaveAfter) break;
            }
          } catch (error) {
            if (!isPagerError(error, "FanOutFailed")) throw error;
            expect(error.resume).toEqual(walk.rest);
          }
          const skipped = walk.skipped.map(({ code }) => code);
          expect([...rows, ...skipped, ...walk.rest.map(({ code }) => code)].sort()).toEqual([...codes].sort());
          for (const code of skipped) expect(kindOf(code)).not.toBe("good");
          for (const { code, error } of walk.skipped) {
            expect(["UnknownSecurity", "GatewayError", "NoQuoteRight"]).toContain(error.code);
            if (kindOf(code) === "other") expect(hasRight).toBe(false);
          }
          expect(requests).toBeLessThan(10 + 5 * codes.length);
        },
      ),
      { numRuns: 200 },
    );
  });
});
