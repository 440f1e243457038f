import { Common, Qot_Common } from "@opend/core/protocols";
import fc from "fast-check";
import { expect, test } from "vitest";
import { klTypes } from "../calendar/kline-period.js";
import { contractBookOf, contractKlineOf, contractTickerOf } from "./contract-contents.js";
import { LiveContract } from "./live-contract.js";
import { pushFor } from "./push-for.js";

const startMs = Date.parse("2026-05-08T18:00:00Z");
const { Yes: yes, No: no } = Common.PredSide;

/** A contract with any code, after some trades. */
const anyContract = fc
  .record({ code: fc.string({ minLength: 1, maxLength: 8 }), trades: fc.nat({ max: 200 }) })
  .map(({ code, trades }) => {
    const live = create(code);
    for (let n = 1; n <= trades; n++) live.advance(startMs + n * 7_000);
    return live;
  });

function create(code: string): LiveContract {
  return new LiveContract({ market: 101, code }, startMs);
}

test("Yes and No together are worth a dollar", () => {
  fc.assert(
    fc.property(anyContract, (live) => {
      const [point] = contractTickerOf(live).tickerList[0]?.tickerList ?? [];
      const { yesPrice = 0, noPrice = 0, volume = 0 } = point ?? {};
      expect(yesPrice + noPrice).toBeCloseTo(1);
      expect(Math.min(yesPrice, noPrice)).toBeGreaterThan(0);
      expect(volume).toBeGreaterThan(0);
      expect([yes, no]).toContain(point?.side);
    }),
  );
});

test("books never cross, and both sides show the same orders", () => {
  fc.assert(
    fc.property(anyContract, (live) => {
      const [book] = contractBookOf(live).orderBookList;
      const { yesBids = [], yesAsks = [], noBids = [], noAsks = [] } = book ?? {};
      const prices = [...yesBids.toReversed(), ...yesAsks].map(({ price }) => price);
      expect(prices).toEqual(prices.toSorted((a, b) => a - b));
      expect(new Set(prices).size).toBe(prices.length);
      expect(prices.every((price) => price > 0 && price < 1)).toBe(true);
      for (const [one, other] of [
        [yesBids, noAsks],
        [yesAsks, noBids],
      ] as const) {
        expect(one.map(({ size }) => size)).toEqual(other.map(({ size }) => size));
        for (const [level, { price }] of one.entries()) expect(price + (other[level]?.price ?? 0)).toBeCloseTo(1);
      }
    }),
  );
});

test("K-lines from trades cover both sides, those from the order book cover Yes", () => {
  fc.assert(
    fc.property(anyContract, fc.constantFrom(...klTypes), (live, klType) => {
      const { klineList } = contractKlineOf(live, klType, Qot_Common.EC_KlineSource.None);
      expect(klineList.map(({ pre_side }) => pre_side)).toEqual([yes, no]);
      expect(klineList[0]?.klineList[0]?.close).toBe(live.trade.yesCents / 100);
      for (const { name, klineList: lines } of klineList) {
        expect(name).toMatch(/^Simulated EC\./);
        const [{ open = 0, high = 0, low = 0, close = 0 } = {}] = lines;
        expect(high).toBeGreaterThanOrEqual(Math.max(open, close));
        expect(low).toBeLessThanOrEqual(Math.min(open, close));
      }
      const book = contractKlineOf(live, klType, Qot_Common.EC_KlineSource.OrderBookYes);
      expect(book.klineList).toEqual(klineList.slice(0, 1));
    }),
  );
});

test("the same code makes the same trades, and sequence numbers go up by one", () => {
  const [live, again] = [create("A"), create("A")];
  const { sequence } = live.trade;
  for (let n = 1; n < 50; n++) {
    live.advance(startMs + n);
    again.advance(startMs + n);
    expect(live.trade).toEqual(again.trade);
    expect(live.trade.sequence).toBe(sequence + BigInt(n));
  }
  expect(create("B").trade.yesCents).not.toBe(create("A").trade.yesCents);
});

test("times are US Eastern", () => {
  const live = create("A");
  expect(contractTickerOf(live).tickerList[0]?.tickerList[0]?.time).toBe("2026-05-08 14:00:00");
  const day = contractKlineOf(live, Qot_Common.KLType.Day, 0).klineList[0];
  expect(day?.klineList[0]?.time_key).toBe("2026-05-08 00:00:00");
});

test("only the data types of contracts have pushes", () => {
  const live = create("A");
  const ids = [2, 4, 6, 7, 10, 11, 1, 5, 14].map((subType) => pushFor(live, subType, 0, false)?.protocolId);
  expect(ids).toEqual([3450, 3452, 3451, 3451, 3451, 3451, undefined, undefined, undefined]);
});
