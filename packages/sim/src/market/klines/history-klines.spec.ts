import { createManualClock } from "@opend/core";
import { Qot_Common, Qot_RequestHistoryKL, Qot_RequestHistoryKLQuota } from "@opend/core/protocols";
import fc from "fast-check";
import { expect, test } from "vitest";
import { start } from "../../testing/gateways.js";
import { hkStocks } from "../../testing/hk-stocks.js";
import { bodyOf, enterTcp } from "../../testing/raw-client.js";
import { HistoryQuota } from "./history-quota.js";

const { KLType } = Qot_Common;
const security = { market: 1, code: "00700" };
const request = { security, rehabType: 0, klType: KLType.Day, beginTime: "2026-04-01", endTime: "2026-05-08" };
const weekMs = 7 * 86_400_000;

test("a range of days returns the K-lines of these days, with any page size", async () => {
  const client = await enterTcp(await start({ rateLimit: false, tradingDays: 40 }));
  const anyDay = fc
    .integer({ min: 0, max: 90 })
    .map((n) => new Date(Date.UTC(2026, 2, 1 + n)).toISOString().slice(0, 10));
  const anyPeriod = fc.constantFrom(KLType.Day, KLType.Week, KLType["60Min"]);
  await fc.assert(
    fc.asyncProperty(
      anyDay,
      anyDay,
      anyPeriod,
      fc.integer({ min: 7, max: 1000 }),
      async (a, b, klType, maxAckKLNum) => {
        const [beginTime, endTime] = a < b ? [a, b] : [b, a];
        const c2s = { ...request, beginTime, endTime, klType };
        const all = bodyOf(await client.ask(Qot_RequestHistoryKL, c2s));
        expect(all.nextReqKey).toBeUndefined();
        const paged: Qot_Common.KLine[] = [];
        let nextReqKey: Uint8Array | undefined;
        do {
          const page = bodyOf(await client.ask(Qot_RequestHistoryKL, { ...c2s, maxAckKLNum, nextReqKey }));
          paged.push(...page.klList);
          nextReqKey = page.nextReqKey;
        } while (nextReqKey);
        expect(paged).toEqual(all.klList);
        if (klType === KLType.Week) return;
        for (const { time } of all.klList) {
          expect(time.slice(0, 10) >= beginTime).toBe(true);
          expect(time.slice(0, 10) <= endTime).toBe(true);
        }
      },
    ),
    { numRuns: 25 },
  );
});

test("a week is whole even if the range has only part of it", async () => {
  const client = await enterTcp(await start());
  const klType = KLType.Week;
  const span = { beginTime: "2026-04-22", endTime: "2026-04-23" };
  const { klList } = bodyOf(await client.ask(Qot_RequestHistoryKL, { ...request, ...span, klType }));
  const days = { beginTime: "2026-04-20", endTime: "2026-04-24" };
  const week = bodyOf(await client.ask(Qot_RequestHistoryKL, { ...request, ...days })).klList;
  expect(week).toHaveLength(5);
  expect(klList).toMatchObject([
    { time: "2026-04-20 00:00:00", openPrice: week[0]?.openPrice, closePrice: week[4]?.closePrice },
  ]);
});

test.each([
  ["an invalid date", { beginTime: "2026-02-30" }, "beginTime"],
  ["a range that ends before it begins", { endTime: "2026-03-31" }, "beginTime is after endTime"],
  ["a period without K-lines", { klType: 0 }, "period 0"],
  ["a price adjustment that does not exist", { rehabType: 9 }, "price adjustment 9"],
  ["pages that are too large", { maxAckKLNum: 1001 }, "maxAckKLNum is 1001"],
  ["a key that no page returned", { nextReqKey: Uint8Array.of(1, 2, 3) }, "nextReqKey"],
  ["a market without quotes", { security: { market: 21, code: "600519" } }, "No right to get the quote for SH.600519"],
])("%s is refused", async (_, wrong, reason) => {
  const client = await enterTcp(await start());
  const { retType, retMsg } = await client.ask(Qot_RequestHistoryKL, { ...request, ...wrong });
  expect(retType).toBe(-1);
  expect(retMsg).toContain(reason);
});

test("a hundred securities in a week use up the quota", async () => {
  const clock = createManualClock(Date.parse("2026-05-11T06:00:00Z"));
  const client = await enterTcp(await start({ clock, rateLimit: false, keepAliveIntervalSeconds: 60 }));
  const ask = async (code: string) =>
    await client.ask(Qot_RequestHistoryKL, { ...request, security: { market: 1, code } });
  for (const { code } of hkStocks(100)) expect(await ask(code)).toMatchObject({ retType: 0 });
  expect(await ask("00001")).toMatchObject({ retType: 0 });
  expect((await ask("00101")).retMsg).toContain("quota");
  expect(bodyOf(await client.ask(Qot_RequestHistoryKLQuota, {}))).toEqual({
    usedQuota: 100,
    remainQuota: 0,
    detailList: [],
  });
  const { detailList } = bodyOf(await client.ask(Qot_RequestHistoryKLQuota, { bGetDetail: true }));
  expect(detailList).toHaveLength(100);
  expect(detailList.at(-1)).toEqual({
    security: { market: 1, code: "00001" },
    name: "Simulated HK.00001",
    requestTime: "2026-05-11 14:00:00",
    requestTimeStamp: 1778479200n,
  });
});

test("a security frees its unit a week after the last request", () => {
  const clock = createManualClock(0);
  const quota = new HistoryQuota(clock, 1);
  quota.take(security);
  clock.advance(weekMs);
  expect(() => quota.take({ market: 1, code: "00005" })).toThrow("quota");
  clock.advance(1);
  quota.take({ market: 1, code: "00005" });
  expect(quota.uses).toEqual([{ security: { market: 1, code: "00005" }, askedMs: weekMs + 1 }]);
});
