import { type C2SOf, createManualClock } from "@opend/core";
import { valuesOf } from "@opend/core/internal";
import {
  Qot_Common,
  Qot_GetBasicQot,
  Qot_GetBroker,
  Qot_GetDailyShortVolume,
  Qot_GetKL,
  Qot_GetOrderBook,
  Qot_GetRT,
  Qot_GetSecuritySnapshot,
  Qot_GetTicker,
  Qot_RequestHistoryKL,
  Qot_RequestTradeDate,
  Qot_Sub,
} from "@opend/core/protocols";
import { describe, expect, test } from "vitest";
import type { Gateway } from "../../gateway/gateway.js";
import { start } from "../../testing/gateways.js";
import { bodyOf, enterTcp, type RawClient } from "../../testing/raw-client.js";
import { minutesOf } from "../calendar/kline-period.js";
import { isQuoted } from "../data/quote-market.js";

const { KLType, SubType } = Qot_Common;
const nowMs = Date.parse("2026-05-11T06:00:00Z");
const securities = [
  { market: 1, code: "00700" },
  { market: 1, code: "00005" },
  { market: 11, code: "AAPL" },
];
const subTypes = valuesOf(SubType).filter((subType) => subType !== SubType.None);

/** The range from the oldest day to the newest. */
const always = { rehabType: 1, beginTime: "2000-01-01", endTime: "2030-01-01" };

async function history(client: RawClient, security: Qot_Common.Security, klType: number) {
  const klList: Qot_Common.KLine[] = [];
  for (let nextReqKey: Uint8Array | undefined, isFirst = true; isFirst || nextReqKey; isFirst = false) {
    const page = bodyOf(
      await client.ask(Qot_RequestHistoryKL, { ...always, security, klType, maxAckKLNum: 1000, nextReqKey }),
    );
    klList.push(...page.klList);
    nextReqKey = page.nextReqKey;
  }
  return klList;
}

/** Every data type of a security that a client can subscribe to. */
function subscriptionOf(security: Qot_Common.Security): C2SOf<typeof Qot_Sub> {
  const subTypeList = subTypes.filter((subType) => isQuoted(security.market, subType));
  return { securityList: [security], subTypeList, regPushRehabTypeList: [], isSubOrUnSub: true };
}

async function subscribed(security: Qot_Common.Security): Promise<{ gateway: Gateway; client: RawClient }> {
  const clock = createManualClock(nowMs);
  const gateway = await start({ clock, rateLimit: false, pushIntervalMs: false, tradingDays: 60 });
  const client = await enterTcp(gateway);
  bodyOf(await client.ask(Qot_Sub, subscriptionOf(security)));
  bodyOf(await client.ask(Qot_GetBasicQot, { securityList: [security] }));
  return { gateway, client };
}

describe.each(securities)("security $code", (security) => {
  test("daily K-lines cover the trading days in order, with the closing prices of daily short volume", async () => {
    const client = await enterTcp(await start({ rateLimit: false, tradingDays: 50 }));
    const klList = await history(client, security, KLType.Day);
    const short = bodyOf(await client.ask(Qot_GetDailyShortVolume, { security, num: 50 }));
    const rows = [...short.usItemList, ...short.hkItemList].reverse();
    expect(
      klList.map(({ time, timestamp, closePrice, lastClosePrice }) => ({
        time,
        timestamp,
        closePrice,
        lastClosePrice,
      })),
    ).toEqual(
      rows.map(({ timestamp, timestampStr, closePrice, lastClosePrice }) => ({
        time: `${timestampStr} 00:00:00`,
        timestamp: Number(timestamp),
        closePrice,
        lastClosePrice,
      })),
    );
    const span = { beginTime: rows[0]?.timestampStr ?? "", endTime: rows.at(-1)?.timestampStr ?? "" };
    const { tradeDateList } = bodyOf(await client.ask(Qot_RequestTradeDate, { ...span, market: 0, security }));
    expect(tradeDateList.map(({ timestamp }) => timestamp)).toEqual(klList.map(({ timestamp }) => timestamp));
  });

  test.each([
    ["week", KLType.Week],
    ["month", KLType.Month],
    ["quarter", KLType.Quarter],
    ["year", KLType.Year],
    ["minute", KLType["1Min"]],
    ["hour", KLType["60Min"]],
    ["3 minutes", KLType["3Min"]],
    ["4 hours", KLType["240Min"]],
  ])("K-lines of a %s and of a day come from the same trades", async (_, klType) => {
    const tradingDays = minutesOf(klType) === undefined ? 70 : 7;
    const client = await enterTcp(await start({ rateLimit: false, tradingDays }));
    const days = await history(client, security, KLType.Day);
    const others = await history(client, security, klType);
    const [longer, shorter] = others.length > days.length ? [days, others] : [others, days];
    expect(shorter.length).toBeGreaterThan(longer.length);
    for (const [index, line] of longer.entries()) {
      const end = longer[index + 1]?.timestamp ?? Number.POSITIVE_INFINITY;
      const parts = shorter.filter(({ timestamp = 0 }) => timestamp >= (line.timestamp ?? 0) && timestamp < end);
      expect(line.highPrice).toBe(Math.max(...parts.map(({ highPrice = 0 }) => highPrice)));
      expect(line.lowPrice).toBe(Math.min(...parts.map(({ lowPrice = 0 }) => lowPrice)));
      expect([line.openPrice, line.closePrice]).toEqual([parts[0]?.openPrice, parts.at(-1)?.closePrice]);
      expect(line.volume).toBe(parts.reduce((sum, { volume = 0n }) => sum + volume, 0n));
      expect(line.turnover).toBeCloseTo(
        parts.reduce((sum, { turnover = 0 }) => sum + turnover, 0),
        0,
      );
    }
    for (const [index, { lastClosePrice }] of others.entries()) {
      if (index > 0) expect(lastClosePrice).toBe(others[index - 1]?.closePrice);
    }
  });

  test("minutes belong to the trading session", async () => {
    const client = await enterTcp(await start({ rateLimit: false, tradingDays: 2 }));
    const hours = (await history(client, security, KLType["60Min"])).map(({ time }) => time.slice(11, 16));
    const day =
      security.market === 1
        ? ["09:30", "10:30", "11:30", "13:00", "14:00", "15:00"]
        : ["09:30", "10:30", "11:30", "12:30", "13:30", "14:30", "15:30"];
    expect(hours).toEqual([...day, ...day]);
  });

  test("before anyone subscribes, a snapshot shows the newest day; after that, it agrees with the quote and everything else", async () => {
    const { gateway, client } = await subscribed(security);
    const other = await enterTcp(await start({ rateLimit: false }));
    const before = bodyOf(await other.ask(Qot_GetSecuritySnapshot, { securityList: [security] })).snapshotList[0]
      ?.basic;
    const newest = (await history(other, security, KLType.Day)).at(-1);
    expect(before).toMatchObject({
      curPrice: newest?.closePrice,
      openPrice: newest?.openPrice,
      highPrice: newest?.highPrice,
      lowPrice: newest?.lowPrice,
      lastClosePrice: newest?.lastClosePrice,
      volume: newest?.volume,
    });

    bodyOf(await client.ask(Qot_Sub, { ...subscriptionOf(security), isRegOrUnRegPush: true, isFirstPush: false }));
    for (let round = 0; round < 5; round++) gateway.pushNow();
    const reader = await enterTcp(gateway);
    bodyOf(await reader.ask(Qot_Sub, subscriptionOf(security)));
    const [quote] = bodyOf(await reader.ask(Qot_GetBasicQot, { securityList: [security] })).basicQotList;
    const snapshot = bodyOf(await reader.ask(Qot_GetSecuritySnapshot, { securityList: [security] })).snapshotList[0]
      ?.basic;
    const { tickerList } = bodyOf(await reader.ask(Qot_GetTicker, { security, maxRetNum: 1000 }));
    const { rtList } = bodyOf(await reader.ask(Qot_GetRT, { security }));
    const { klList } = bodyOf(await reader.ask(Qot_GetKL, { security, klType: KLType.Day, rehabType: 1, reqNum: 10 }));
    const book = bodyOf(await reader.ask(Qot_GetOrderBook, { security, num: 3 }));
    expect(quote).toMatchObject({ lastClosePrice: newest?.closePrice });
    expect(snapshot).toMatchObject({
      curPrice: quote?.curPrice,
      highPrice: quote?.highPrice,
      lastClosePrice: quote?.lastClosePrice,
      volume: quote?.volume,
      turnoverRate: quote?.turnoverRate,
    });
    expect(tickerList).toHaveLength(6);
    expect(tickerList.at(-1)?.price).toBe(quote?.curPrice);
    expect(tickerList.reduce((sum, { volume }) => sum + volume, 0n)).toBe(quote?.volume);
    expect(rtList.at(-1)?.price).toBe(quote?.curPrice);
    expect(klList).toHaveLength(10);
    expect(klList.at(-1)).toMatchObject({ closePrice: quote?.curPrice, lastClosePrice: newest?.closePrice });
    expect(klList.at(-2)).toEqual(newest);
    expect(book.orderBookAskList).toHaveLength(3);
    expect(book.orderBookAskList[0]?.price).toBe(snapshot?.askPrice);
    expect(book.orderBookBidList[0]?.price).toBe(snapshot?.bidPrice);
  });

  test("requests that need a subscription are refused without one", async () => {
    const gateway = await start();
    const client = await enterTcp(gateway);
    const replies = [
      await client.ask(Qot_GetBasicQot, { securityList: [security] }),
      await client.ask(Qot_GetTicker, { security, maxRetNum: 1 }),
      await client.ask(Qot_GetOrderBook, { security, num: 1 }),
      await client.ask(Qot_GetBroker, { security }),
      await client.ask(Qot_GetRT, { security }),
      await client.ask(Qot_GetKL, { security, klType: 2, rehabType: 0, reqNum: 1 }),
    ];
    for (const { retType, retMsg } of replies) {
      expect(retType).toBe(-1);
      expect(retMsg).toContain("has to be subscribed");
    }
    expect(gateway.violations).toEqual([]);
  });
});
