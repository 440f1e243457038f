import { createManualClock, isOpendError, omittedFrom } from "@opend/core";
import { Qot_GetSubInfo } from "@opend/core/protocols/Qot_GetSubInfo";
import { Qot_Sub } from "@opend/core/protocols/Qot_Sub";
import { Qot_UpdateBasicQot } from "@opend/core/protocols/Qot_UpdateBasicQot";
import { Qot_UpdateKL } from "@opend/core/protocols/Qot_UpdateKL";
import { Qot_UpdateTicker } from "@opend/core/protocols/Qot_UpdateTicker";
import { dropConnection, refuseRequests } from "@opend/sim";
import { describe, expect, it } from "vitest";
import { connectTo, open, take } from "../testing/open.js";
import { watchCandles } from "./watch-candles.js";
import { watchOrderBook } from "./watch-order-book.js";
import { watchQuotes } from "./watch-quotes.js";
import { watchTicks } from "./watch-ticks.js";

const [tencent, alibaba, apple] = ["HK.00700", "HK.09988", "US.AAPL"] as const;
const isoMoment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?[+-]\d{2}:\d{2}$/;

const security = { market: 1, code: "00700" };

const trade = { time: "2026-05-08 10:00:00", dir: 1, price: 471.4, volume: 100n, turnover: 47_140 };

/** A trade of HK.00700. */
function tick(sequence: number, volume = trade.volume): Qot_UpdateTicker.S2C {
  return { security, tickerList: [{ ...trade, volume, sequence: BigInt(sequence) }] };
}

/** The code and whether it is the first, or the gap. */
function outline(updates: readonly ({ kind: "resumed" } | { kind: string; code: string; isFirst: boolean })[]) {
  return updates.map((one) => ("code" in one ? `${one.code}${one.isFirst ? " first" : ""}` : one.kind));
}

describe("watchQuotes", () => {
  it("yields the quote that the gateway has, then each that changes, as plain data", async () => {
    const { client, gateway } = await open();
    const updates = watchQuotes(client, [tencent, apple])[Symbol.asyncIterator]();
    const [first, second] = await take(updates, 2);
    expect(outline([first, second].flatMap((one) => one ?? []))).toEqual([`${tencent} first`, `${apple} first`]);
    gateway.pushNow();
    const [third] = await take(updates, 1);
    expect(third).toMatchObject({
      kind: "quote",
      code: tencent,
      name: "Simulated HK.00700",
      isFirst: false,
      time: expect.stringMatching(isoMoment),
      price: expect.any(Number),
      lastClose: expect.any(Number),
      volume: expect.any(Number),
      status: "Normal",
      isSuspended: false,
      preMarket: undefined,
    });
    if (third?.kind !== "quote") throw new Error(third?.kind);
    expect(third.raw).toMatchObject({ security: tencent, curPrice: third.price });
    expect(JSON.parse(JSON.stringify(third))).not.toHaveProperty("raw");
    expect({ ...third }).not.toHaveProperty("raw");
    await updates.return();
  });

  it("splits a push with several quotes, and yields those that are watched", async () => {
    const { client, gateway } = await open();
    const quotes = { codes: [tencent, alibaba] };
    const both = client.pushes(Qot_UpdateBasicQot, quotes);
    await both.open();
    const one = watchQuotes(client, alibaba)[Symbol.asyncIterator]();
    const next = one.next();
    const pushes = both[Symbol.asyncIterator]();
    const known = await take(pushes, 2);
    gateway.push(Qot_UpdateBasicQot, { basicQotList: known.flatMap(({ basicQotList }) => basicQotList) });
    expect((await next).value).toMatchObject({ kind: "quote", code: alibaba, isFirst: true });
    gateway.pushNow();
    expect((await one.next()).value).toMatchObject({ code: alibaba, isFirst: false });
    await Promise.all([one.return(), pushes.return()]);
  });

  it("gives a slow loop the newest quote of each code", async () => {
    const { client, gateway } = await open();
    const watch = watchQuotes(client, [tencent, apple]);
    await watch.open();
    for (let round = 0; round < 50; round++) gateway.pushNow();
    await expect.poll(() => client.stats().pushes).toBe(102);
    const updates = watch[Symbol.asyncIterator]();
    const newest = await take(updates, 2);
    expect(outline(newest)).toEqual([`${tencent} first`, `${apple} first`]);
    expect(watch.dropped).toBe(100);
    await updates.return();
  });
});

describe("watchTicks", () => {
  it("yields trades with their side, and says which the gateway already had", async () => {
    const { client, gateway } = await open();
    const updates = watchTicks(client, tencent)[Symbol.asyncIterator]();
    const [cached] = await take(updates, 1);
    expect(cached).toMatchObject({ kind: "ticks", code: tencent, isFirst: true, ticks: [{ source: "cache" }] });
    const last = { ...trade, sequence: 2n ** 60n, pushDataType: 2, type: 1 };
    const sides = [1, 2, 3, 0].map((dir) => ({ ...trade, dir, sequence: BigInt(dir) }));
    gateway.push(Qot_UpdateTicker, { security, tickerList: [...sides, last] });
    const [update] = await take(updates, 1);
    if (update?.kind !== "ticks") throw new Error(update?.kind);
    expect(update.ticks.map(({ side }) => side)).toEqual(["buy", "sell", "neutral", undefined, "buy"]);
    expect(update.ticks.at(-1)).toEqual({
      id: "1152921504606846976",
      time: "2026-05-08T10:00:00+08:00",
      price: 471.4,
      volume: 100,
      turnover: 47_140,
      side: "buy",
      type: "Automatch",
      source: "backfill",
    });
    await updates.return();
  });

  it("never drops a trade silently: a loop that is too slow ends with an error", async () => {
    const { client, gateway } = await open();
    const slow: unknown[] = [];
    const watch = watchTicks(client, tencent, { bufferSize: 3, onSlowConsumer: (event) => slow.push(event) });
    await watch.open();
    for (let id = 1; id <= 5; id++) gateway.push(Qot_UpdateTicker, tick(id));
    await expect.poll(() => slow.length).toBe(1);
    const updates = watch[Symbol.asyncIterator]();
    expect(await take(updates, 3)).toHaveLength(3);
    await expect(updates.next()).rejects.toMatchObject({ code: "SlowConsumer", bufferSize: 3 });
  });

  it("leaves out a volume that fits no number, tells it, and goes on", async () => {
    const { client, gateway } = await open();
    const updates = watchTicks(client, tencent)[Symbol.asyncIterator]();
    await take(updates, 1);
    const volume = 2n ** 53n;
    gateway.push(Qot_UpdateTicker, tick(1, volume));
    gateway.push(Qot_UpdateTicker, tick(2));
    const [first, second] = await take(updates, 2);
    if (first?.kind !== "ticks" || second?.kind !== "ticks") throw new Error("no ticks");
    expect(first.ticks).toMatchObject([{ id: "1", volume: undefined, price: 471.4 }]);
    expect(omittedFrom(first)).toEqual([{ path: "raw.tickerList[0].volume", value: volume }]);
    expect(omittedFrom(first.ticks[0])).toEqual([{ path: "volume", value: volume }]);
    expect(second.ticks).toMatchObject([{ id: "2" }]);
    expect(omittedFrom(second)).toEqual([]);
    await updates.return();
  });
});

it("watchOrderBook yields the whole book, best first", async () => {
  const { client, gateway } = await open();
  const updates = watchOrderBook(client, [tencent, apple])[Symbol.asyncIterator]();
  const [hk, us] = await take(updates, 2);
  if (hk?.kind !== "orderBook" || us?.kind !== "orderBook") throw new Error("no order book");
  expect(hk.bids).toHaveLength(10);
  expect(hk.bids.map(({ price }) => price)).toEqual(hk.bids.map(({ price }) => price).toSorted((a, b) => b - a));
  expect(hk.asks.map(({ price }) => price)).toEqual(hk.asks.map(({ price }) => price).toSorted((a, b) => a - b));
  expect(hk.bids[0]).toEqual({ price: expect.any(Number), volume: expect.any(Number), orderCount: expect.any(Number) });
  expect(hk.bidTime).toMatch(isoMoment);
  expect(us).toMatchObject({ code: apple, bidTime: undefined, askTime: undefined });
  gateway.pushNow();
  expect(outline(await take(updates, 2))).toEqual([tencent, apple]);
  await updates.return();
});

describe("watchCandles", () => {
  const candle = (time: string, closePrice: number) => ({ time, isBlank: false, closePrice, volume: 100n });
  const push = (...klList: ReturnType<typeof candle>[]) => ({ rehabType: 1, klType: 1, security, klList });

  it("yields one candle at a time, with the names of finance", async () => {
    const { client } = await open();
    const updates = watchCandles(client, tencent, { period: "day" })[Symbol.asyncIterator]();
    const [update] = await take(updates, 1);
    expect(update).toMatchObject({
      kind: "candle",
      code: tencent,
      isFirst: true,
      period: "day",
      day: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      time: expect.stringMatching(/T00:00:00\+08:00$/),
      open: expect.any(Number),
      close: expect.any(Number),
      isBlank: false,
    });
    await updates.return();
  });

  it("gives a slow loop the newest state of each candle, not only of the newest one", async () => {
    const { client, gateway } = await open();
    const watch = watchCandles(client, tencent, { period: "1Min" });
    await watch.open();
    gateway.push(Qot_UpdateKL, push(candle("2026-05-08 10:01:00", 1)));
    gateway.push(Qot_UpdateKL, push(candle("2026-05-08 10:01:00", 2), candle("2026-05-08 10:02:00", 3)));
    gateway.push(Qot_UpdateKL, push(candle("2026-05-08 10:02:00", 4)));
    await expect.poll(() => client.stats().pushes).toBe(5);
    const updates = watch[Symbol.asyncIterator]();
    const [, ...candles] = await take(updates, 3);
    expect(candles).toMatchObject([
      { time: "2026-05-08T10:01:00+08:00", close: 2, period: "1min", isFirst: false },
      { time: "2026-05-08T10:02:00+08:00", close: 4 },
    ]);
    await updates.return();
  });

  it("leaves out other price adjustments, which the program may have subscribed itself", async () => {
    const { client, gateway } = await open();
    const watch = watchCandles(client, tencent, { period: "1min" });
    await watch.open();
    await client.call(Qot_Sub, {
      securityList: [tencent],
      subTypeList: [11],
      isSubOrUnSub: true,
      isRegOrUnRegPush: true,
      regPushRehabTypeList: [1, 2],
    });
    gateway.push(Qot_UpdateKL, { ...push(candle("2026-05-08 10:01:00", 7)), rehabType: 2 });
    gateway.push(Qot_UpdateKL, push(candle("2026-05-08 10:02:00", 8)));
    const updates = watch[Symbol.asyncIterator]();
    const closes: unknown[] = [];
    for await (const update of updates) {
      if (update.kind === "candle") closes.push(update.close);
      if (closes.at(-1) === 8) break;
    }
    expect(closes).not.toContain(7);
  });

  it.each([
    ["2min", 'watchCandles: period is "2min": did you mean '],
    ["unknown", 'watchCandles: period is "unknown"'],
    [undefined, "watchCandles: period is missing: use one of 1min, day, week"],
  ])("refuses the period %s, and names those that it takes", async (period, message) => {
    const { client, gateway } = await open();
    const options: { period: string } = { period: period ?? "" };
    if (period === undefined) Reflect.deleteProperty(options, "period");
    const call = () => Reflect.apply(watchCandles, undefined, [client, tencent, options]);
    expect(call).toThrow(expect.objectContaining({ code: "InvalidOption", option: "period" }));
    expect(call).toThrow(message);
    expect(gateway.requestCount(Qot_Sub)).toBe(0);
  });
});

describe("a reconnect", () => {
  it("is told before the first update of the new connection, which is the first of its code again", async () => {
    const { client, gateway } = await open();
    const updates = watchQuotes(client, [tencent, apple])[Symbol.asyncIterator]();
    await take(updates, 2);
    gateway.pushNow();
    await take(updates, 2);
    for (let round = 0; round < 3; round++) {
      gateway.dropConnections();
      const after = await take(updates, 3);
      expect(outline(after)).toEqual(["resumed", `${tencent} first`, `${apple} first`]);
      expect(after[0]).toEqual({ kind: "resumed", gapMs: expect.any(Number), refused: [] });
      gateway.pushNow();
      expect(outline(await take(updates, 2))).toEqual([tencent, apple]);
    }
    await updates.return();
  });

  it("that fails in the middle of subscribing is told once", async () => {
    const { client, gateway } = await open();
    const updates = watchQuotes(client, [tencent, apple])[Symbol.asyncIterator]();
    await take(updates, 2);
    gateway.inject(dropConnection({ protocol: Qot_Sub, times: 2 }));
    gateway.dropConnections();
    expect(outline(await take(updates, 3))).toEqual(["resumed", `${tencent} first`, `${apple} first`]);
    expect(client.state.epoch).toBe(2);
    await updates.return();
  });

  it("tells the codes that the gateway refuses this time, and goes on with the others", async () => {
    const clock = createManualClock(Date.parse("2026-05-08T02:00:00Z"));
    const gatewayClock = createManualClock(clock.nowMs());
    const reconnect = { baseDelayMs: 1_000, random: () => 1 };
    const { client, gateway } = await open({ clock: gatewayClock }, { clock, reconnect });
    const told: unknown[] = [];
    const watch = watchQuotes(client, [tencent, apple], { onRefused: (refused) => told.push(refused) });
    const updates = watch[Symbol.asyncIterator]();
    await take(updates, 2);
    gateway.dropConnections();
    await expect.poll(() => client.state.status).toBe("reconnecting");
    await expect.poll(() => gateway.connections).toBe(0);
    gatewayClock.advance(61_000);
    // Somebody else takes the quota, except for one.
    const rival = await connectTo(gateway);
    const codes = Array.from({ length: 99 }, (_, index) => `HK.0${1000 + index}`);
    await watchQuotes(rival, codes).open();
    clock.advance(1_000);
    const [resumed, update] = await take(updates, 2);
    const refused = [{ code: apple, error: expect.objectContaining({ code: "SubscriptionQuotaUsedUp" }) }];
    expect(resumed).toMatchObject({ kind: "resumed", refused });
    expect(update).toMatchObject({ code: tencent, isFirst: true });
    expect(watch.refused).toEqual(refused);
    expect(told).toHaveLength(1);
    await updates.return();
  });

  it("with which nothing is left ends the loop with the gateway's error", async () => {
    const { client, gateway } = await open();
    const updates = watchTicks(client, tencent)[Symbol.asyncIterator]();
    await take(updates, 1);
    gateway.inject(refuseRequests({ protocol: Qot_Sub, retMsg: "no right" }));
    gateway.dropConnections();
    const [resumed] = await take(updates, 1);
    expect(resumed).toMatchObject({ kind: "resumed", refused: [{ code: tencent }] });
    // The simulator has subscribed all the same, so a last update may come.
    const rest = async () => {
      for await (const { kind } of updates) expect(kind).toBe("ticks");
    };
    await expect(rest()).rejects.toMatchObject({ code: "GatewayError", retMsg: "no right" });
  });
});

describe("codes that the gateway refuses at the start", () => {
  const codes = [tencent, "SH.600519", apple];

  it("end the loop with its error", async () => {
    const { client } = await open();
    const updates = watchQuotes(client, codes)[Symbol.asyncIterator]();
    await expect(updates.next()).rejects.toMatchObject({ code: "NoQuoteRight", securityCode: "SH.600519" });
  });

  it("are skipped and told with onFailure skip", async () => {
    const { client } = await open();
    const told: unknown[] = [];
    const watch = watchQuotes(client, codes, { onFailure: "skip", onRefused: (refused) => told.push(refused) });
    const updates = watch[Symbol.asyncIterator]();
    expect(outline(await take(updates, 2)).sort()).toEqual([`${tencent} first`, `${apple} first`]);
    expect(watch.refused).toMatchObject([{ code: "SH.600519", error: { code: "NoQuoteRight" } }]);
    expect(told).toMatchObject([[{ code: "SH.600519" }]]);
    await updates.return();
  });

  it("leave the codes within the quota, when it runs out", async () => {
    const { client } = await open();
    const many = Array.from({ length: 103 }, (_, index) => `HK.0${1000 + index}`);
    const watch = watchQuotes(client, many, { onFailure: "skip" });
    await watch.open();
    expect(watch.refused.map(({ code }) => code)).toEqual(many.slice(100));
    const updates = watch[Symbol.asyncIterator]();
    expect(new Set(outline(await take(updates, 100))).size).toBe(100);
    await updates.return();
  });
});

describe("leaving", () => {
  it("unsubscribes when the last of two watches has left", async () => {
    const clock = createManualClock(Date.parse("2026-05-08T02:00:00Z"));
    const { client, gateway } = await open({ clock }, { clock });
    const [one, other] = [watchQuotes(client, tencent), watchQuotes(client, [tencent, apple])];
    await one.open();
    await other.open();
    expect(gateway.requestCount(Qot_Sub)).toBe(2);
    for await (const update of one) if (update.kind === "quote") break;
    for (let second = 0; second < 70; second++) {
      clock.advance(1_000);
      // A heartbeat needs its reply.
      expect(await client.call(Qot_GetSubInfo, {})).toMatchObject({ totalUsedQuota: 2 });
    }
    gateway.pushNow();
    const updates = other[Symbol.asyncIterator]();
    expect(outline(await take(updates, 2)).sort()).toEqual([`${tencent} first`, `${apple} first`]);
    await updates.return();
    await expectUnsubscribed(client, (ms) => clock.advance(ms));
  });

  it("takes effect while the loop waits, by return, by signal and by closing the client", async () => {
    const { client } = await open();
    const left = watchQuotes(client, tencent)[Symbol.asyncIterator]();
    await take(left, 1);
    const waiting = left.next();
    await left.return();
    expect(await waiting).toEqual({ done: true, value: undefined });

    const stop = new AbortController();
    const aborted = watchOrderBook(client, tencent, { signal: stop.signal })[Symbol.asyncIterator]();
    await take(aborted, 1);
    const next = aborted.next();
    stop.abort();
    await expect(next).rejects.toMatchObject({ code: "Aborted" });

    const closed = watchOrderBook(client, apple)[Symbol.asyncIterator]();
    await take(closed, 1);
    const last = closed.next();
    await client.close();
    expect(await last).toEqual({ done: true, value: undefined });
  });

  it("ends with the cause when the client gives up", async () => {
    const { client, gateway } = await open({}, { reconnect: false });
    const updates = watchTicks(client, tencent)[Symbol.asyncIterator]();
    await take(updates, 1);
    gateway.dropConnections();
    const error: unknown = await updates.next().catch((reason: unknown) => reason);
    expect(isOpendError(error, "ConnectionLost")).toBe(true);
  });
});

it.each([
  [watchQuotes, tencent, { bufersize: 5 }, "watchQuotes has no option bufersize: did you mean bufferSize?"],
  [watchQuotes, tencent, { subTypes: [4] }, "watchQuotes has no option subTypes"],
  [watchTicks, "700", {}, "700"],
  [watchOrderBook, [], {}, "codes is empty"],
  [watchCandles, tencent, { period: "day", signal: 5 }, "AbortSignal"],
  [watchTicks, tencent, { onFailure: "ignore" }, 'onFailure is "throw" or "skip"'],
  [watchTicks, tencent, null, "options"],
])("misuse throws at the call: %#", async (watch: (...args: never[]) => unknown, codes, options, text) => {
  const { client } = await open();
  expect(() => Reflect.apply(watch, undefined, [client, codes, options])).toThrow(text);
});

/** Waits until the gateway has no subscription any more. */
async function expectUnsubscribed(
  client: Parameters<typeof watchQuotes>[0] & { call: Awaited<ReturnType<typeof open>>["client"]["call"] },
  advance: (ms: number) => void,
): Promise<void> {
  await expect
    .poll(
      async () => {
        advance(1_000);
        return (await client.call(Qot_GetSubInfo, {})).totalUsedQuota;
      },
      { timeout: 10_000, interval: 1 },
    )
    .toBe(0);
}
