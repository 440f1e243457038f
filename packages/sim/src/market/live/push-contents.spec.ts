import { valuesOf } from "@opend/core/internal";
import { Qot_Common } from "@opend/core/protocols";
import fc from "fast-check";
import { expect, test } from "vitest";
import { klTypes } from "../calendar/kline-period.js";
import { closePriceAt } from "../data/price-series.js";
import { brokerQueueOf } from "./broker-queue.js";
import { LiveSecurity } from "./live-security.js";
import { basicQuoteOf, klineOf, orderBookOf, tickerOf, timeShareOf } from "./push-contents.js";
import { pushFor } from "./push-for.js";

const { SubType } = Qot_Common;
const startMs = Date.parse("2026-05-08T06:00:00Z");

/** A security with any code, after some trades at odd times. */
const anyLive = fc
  .record({
    market: fc.constantFrom("HK", "US"),
    code: fc.string({ minLength: 1, maxLength: 8 }),
    pauses: fc.array(fc.integer({ min: 0, max: 90_000_000 }), { maxLength: 60 }),
  })
  .map(({ market, code, pauses }) => {
    const live = create(market, code);
    let nowMs = startMs;
    for (const pauseMs of pauses) {
      nowMs += pauseMs;
      live.advance(nowMs);
    }
    return live;
  });

function create(market: "HK" | "US", code: string): LiveSecurity {
  return new LiveSecurity(market, { market: market === "HK" ? 1 : 11, code }, startMs);
}

test("books have ten levels on each side, in order, and never cross", () => {
  fc.assert(
    fc.property(anyLive, (live) => {
      const { orderBookAskList: asks, orderBookBidList: bids, orderBookType } = orderBookOf(live);
      const prices = [...bids.toReversed(), ...asks].map(({ price }) => price);
      expect(prices).toHaveLength(20);
      expect(prices).toEqual(prices.toSorted((a, b) => a - b));
      expect(new Set(prices).size).toBe(20);
      expect(prices[0]).toBeGreaterThan(0);
      expect(asks[0]?.price).toBeGreaterThanOrEqual(live.trade.price);
      expect(bids[0]?.price).toBeLessThan(live.trade.price);
      for (const { volume, orederCount } of [...asks, ...bids]) {
        expect(volume).toBeGreaterThan(0n);
        expect(orederCount).toBeGreaterThan(0);
      }
      expect(orderBookType).toBe(0);
    }),
  );
});

test("K-lines and quotes are consistent with each other and with the last price", () => {
  fc.assert(
    fc.property(anyLive, fc.constantFrom(...klTypes), fc.constantFrom(0, 1, 2), (live, klType, rehabType) => {
      const line = klineOf(live, klType, rehabType);
      expect(line).toMatchObject({ klType, rehabType, security: live.security });
      expect(line.klList).toHaveLength(1);
      const [bar] = line.klList;
      const { highPrice: high = 0, lowPrice: low = 0, openPrice: open = 0, closePrice: close = 0 } = bar ?? {};
      expect(high).toBeGreaterThanOrEqual(Math.max(open, close));
      expect(low).toBeLessThanOrEqual(Math.min(open, close));
      expect(low).toBeGreaterThan(0);
      expect(close).toBe(live.trade.price);
      expect(bar?.isBlank).toBe(false);
      expect(bar?.volume).toBeGreaterThanOrEqual(BigInt(live.trade.volume));

      const [quote] = basicQuoteOf(live).basicQotList;
      const [day] = klineOf(live, Qot_Common.KLType.Day, 1).klList;
      expect(quote?.curPrice).toBe(live.trade.price);
      expect([quote?.openPrice, quote?.highPrice, quote?.lowPrice, quote?.lastClosePrice, quote?.volume]).toEqual([
        day?.openPrice,
        day?.highPrice,
        day?.lowPrice,
        day?.lastClosePrice,
        day?.volume,
      ]);
    }),
  );
});

test("a new period starts with its first trade, and knows the previous close", () => {
  const live = create("US", "AAPL");
  const before = live.barOf(Qot_Common.KLType["1Min"]);
  expect(before.lastClose).toBe(closePriceAt(live.profile, 0));
  live.advance(startMs + 30_000);
  const same = live.barOf(Qot_Common.KLType["1Min"]);
  expect(same).toMatchObject({ startMs: before.startMs, open: before.open, lastClose: before.lastClose });
  expect(same.volume).toBeGreaterThan(before.volume);
  live.advance(startMs + 60_000);
  const next = live.barOf(Qot_Common.KLType["1Min"]);
  const { price, volume } = live.trade;
  expect(next).toMatchObject({ startMs: startMs + 60_000, open: price, high: price, low: price, volume });
  expect(next.lastClose).toBe(same.close);
  expect(live.day.open).toBe(before.open);
});

test("trades follow each other by sequence, near the newest close, the same for the same code", () => {
  fc.assert(
    fc.property(fc.constantFrom("HK", "US"), fc.string({ minLength: 1, maxLength: 8 }), (market, code) => {
      const [live, again] = [create(market, code), create(market, code)];
      const close = closePriceAt(live.profile, 0);
      let last = live.trade;
      for (let n = 1; n < 200; n++) {
        live.advance(startMs + n * 1000);
        again.advance(startMs + n * 1000);
        const [ticker] = tickerOf(live, false).tickerList;
        expect(ticker).toEqual(tickerOf(again, false).tickerList[0]);
        expect(ticker?.sequence).toBe(last.sequence + 1n);
        expect(ticker?.price).toBeGreaterThan(close * 0.97);
        expect(ticker?.price).toBeLessThan(close * 1.03);
        expect(ticker?.volume).toBeGreaterThan(0n);
        expect([1, 2, 3]).toContain(ticker?.dir);
        last = live.trade;
      }
    }),
    { numRuns: 30 },
  );
});

test("the price of HK.00700 is near the newest one of the sample", () => {
  const live = create("HK", "00700");
  expect(Math.abs(live.trade.price - 471.4)).toBeLessThan(5);
  expect(tickerOf(live, true)).toMatchObject({
    security: { market: 1, code: "00700" },
    name: "Simulated HK.00700",
    tickerList: [{ time: "2026-05-08 14:00:00", timestamp: startMs / 1000, pushDataType: 3 }],
  });
  expect(orderBookOf(live)).toMatchObject({ svrRecvTimeBid: "2026-05-08 14:00:00" });
  expect(orderBookOf(create("US", "AAPL"))).not.toHaveProperty("svrRecvTimeBid");
});

test("odd lots have their own order book, with fewer shares than a lot", () => {
  fc.assert(
    fc.property(anyLive, (live) => {
      const { Odd: oddLots } = Qot_Common.OrderBookType;
      const { orderBookAskList, orderBookBidList, orderBookType } = orderBookOf(live, oddLots);
      expect(orderBookType).toBe(oddLots);
      for (const { volume, orederCount } of [...orderBookAskList, ...orderBookBidList]) {
        expect(volume).toBeGreaterThan(0n);
        expect(volume).toBeLessThan(100n);
        expect(BigInt(orederCount)).toBeLessThanOrEqual(volume);
      }
    }),
  );
});

test("the newest point of the time-share line is in the trade's minute", () => {
  fc.assert(
    fc.property(anyLive, (live) => {
      const [point] = timeShareOf(live).rtList;
      const [minute] = klineOf(live, Qot_Common.KLType["1Min"], 1).klList;
      expect(point).toMatchObject({ time: minute?.time, price: live.trade.price, volume: minute?.volume });
      expect(point?.minute).toBe(Number(point?.time.slice(11, 13)) * 60 + Number(point?.time.slice(14, 16)));
      expect(point?.avgPrice).toBeGreaterThanOrEqual(live.day.low - 0.01);
      expect(point?.avgPrice).toBeLessThanOrEqual(live.day.high + 0.01);
    }),
  );
});

test("broker queues name made-up brokers at the best levels", () => {
  fc.assert(
    fc.property(anyLive, (live) => {
      const { brokerAskList, brokerBidList } = brokerQueueOf(live);
      for (const side of [brokerAskList, brokerBidList]) {
        expect(new Set(side.map(({ pos }) => pos))).toEqual(new Set([1, 2, 3, 4, 5]));
        expect(side.map(({ pos }) => pos)).toEqual(side.map(({ pos }) => pos).toSorted((a, b) => a - b));
        for (const { id, name } of side) expect(name).toBe(`Simulated broker ${id}`);
      }
    }),
  );
});

test("the same code in another market on the same clock is another security", () => {
  const singapore = new LiveSecurity("HK", { market: 31, code: "00700" }, startMs);
  expect(tickerOf(singapore, false).name).toBe("Simulated SG.00700");
  expect(singapore.trade.price).not.toBe(create("HK", "00700").trade.price);
});

test("every data type is pushed", () => {
  const live = create("HK", "00700");
  const ids: Record<number, number> = { 1: 3005, 2: 3013, 4: 3011, 5: 3009, 14: 3015, 22: 3013 };
  for (const subType of valuesOf(SubType)) {
    const expected = subType === SubType.None ? undefined : (ids[subType] ?? 3007);
    expect([subType, pushFor(live, subType, 1, false)?.protocolId]).toEqual([subType, expected]);
  }
});
