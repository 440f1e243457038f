import { createManualClock } from "@opend/core";
import {
  GetGlobalState,
  GetUserInfo,
  InitConnect,
  InitWebSocket,
  KeepAlive,
  Qot_GetDailyShortVolume,
  Qot_GetShortInterest,
} from "@opend/core/protocols";
import fc from "fast-check";
import { expect, test } from "vitest";
import { timestampAt } from "../market/calendar/trading-calendar.js";
import { listedAt } from "../market/listing/listing.js";
import { start } from "../testing/gateways.js";
import {
  bodyOf,
  enterTcp,
  enterWebSocket,
  initConnect,
  openTcp,
  openWebSocket,
  type RawClient,
} from "../testing/raw-client.js";

const nowSeconds = 1_800_000_000;
const clock = createManualClock(nowSeconds * 1000 + 999);

test.each([
  ["futu", 1, true, "Futu"],
  ["moomoo", 2, false, "moomoo"],
] as const)("a gateway of %s says so", async (brand, userAttribution, isAppNNOrMM, name) => {
  const client = await openTcp(await start({ brand, keepAliveIntervalSeconds: 7 }));
  const greeting = bodyOf(await client.ask(InitConnect, initConnect));
  expect(greeting).toMatchObject({ serverVer: 1011, keepAliveInterval: 7, userAttribution });
  expect(greeting.connAESKey).toHaveLength(16);
  const user = bodyOf(await client.ask(GetUserInfo, {}));
  expect(user).toMatchObject({ isAppNNOrMM, userAttribution, userID: greeting.loginUserID });
  expect(user.nickName).toBe(`${name} simulation`);
});

test("each gateway has its own user, who stays the same when it restarts on its port", async () => {
  const userOf = async (client: RawClient) => bodyOf(await client.ask(GetUserInfo, {})).userID;
  const [first, second] = [await start(), await start({ tcpPort: false })];
  const user = await userOf(await enterTcp(first));
  expect(await userOf(await enterWebSocket(first))).toBe(user);
  expect(await userOf(await enterWebSocket(second))).not.toBe(user);
  await first.close();
  const again = await start({ tcpPort: Number(new URL(first.tcpUrl ?? "").port) });
  expect(await userOf(await enterWebSocket(again))).toBe(user);
});

test("every connection has its own id and key", async () => {
  const gateway = await start({ clock });
  const greetings = [];
  for (let n = 0; n < 3; n++) {
    const client = await openTcp(gateway);
    greetings.push(bodyOf(await client.ask(InitConnect, initConnect)));
  }
  const { connID, serverTime } = bodyOf(await (await openWebSocket(gateway)).ask(InitWebSocket, {}));
  expect(serverTime).toBe(BigInt(nowSeconds));
  expect(new Set([connID, ...greetings.map((greeting) => greeting.connID)]).size).toBe(4);
  expect(new Set(greetings.map((greeting) => greeting.connAESKey)).size).toBe(3);
});

test("the gateway is ready, and its time is the clock's", async () => {
  const client = await enterTcp(await start({ clock }));
  const state = bodyOf(await client.ask(GetGlobalState, { userID: 0n }));
  expect(state).toMatchObject({
    qotLogined: true,
    serverVer: 1011,
    time: BigInt(nowSeconds),
    programStatus: { type: 10 },
  });
  expect(bodyOf(await client.ask(KeepAlive, { time: 0n }))).toEqual({ time: BigInt(nowSeconds) });
});

test("a page of HK daily short volume matches the official sample", async () => {
  const client = await enterWebSocket(await start());
  const page = bodyOf(await client.ask(Qot_GetDailyShortVolume, { security: { market: 1, code: "00700" } }));
  expect(page).toMatchObject({
    usItemList: [],
    nextKey: "1776960000",
    aggregatedShort: 51480638n,
    aggregatedShortRatio: 0.56,
    newTimeStr: "30/04/2026",
  });
  expect(page.hkItemList).toHaveLength(10);
  expect(page.hkItemList[0]).toMatchObject({ timestamp: 1778169600n, turnover: 11871680730.68, closePrice: 471.4 });
});

test.each([
  ["HK", 1, "hkItemList", 150],
  ["US", 11, "usItemList", 75],
] as const)("%s rows are in the list of their market", async (_, market, list, reports) => {
  const client = await enterTcp(await start({ rateLimit: false }));
  const c2s = { security: listedAt(market, 7), num: 50 };
  const daily = bodyOf(await client.ask(Qot_GetDailyShortVolume, c2s));
  expect(daily[list]).toHaveLength(50);
  expect(daily.usItemList.length + daily.hkItemList.length).toBe(50);
  expect(daily.newTimeStr).toBe(market === 1 ? "2026-04-30" : undefined);
  let count = 0;
  for (let nextKey: string | undefined; nextKey !== "-1"; ) {
    const page = bodyOf(await client.ask(Qot_GetShortInterest, { ...c2s, nextKey }));
    count += page[list].length;
    nextKey = page.nextKey;
  }
  expect(count).toBe(reports);
});

test.each([
  ["a market without the data", { security: { market: 31, code: "D05" } }, "market 31"],
  ["a market without quotes", { security: { market: 21, code: "600519" } }, "No right to get the quote for SH.600519"],
  ["no rows", { num: 0 }, "num is 0"],
  ["too many rows", { num: 51 }, "num is 51"],
  ["an invalid key", { nextKey: "-1" }, "nextKey"],
  ["an empty key", { nextKey: "" }, "nextKey"],
])("%s: refused", async (_, c2s, reason) => {
  const client = await enterTcp(await start());
  for (const protocol of [Qot_GetDailyShortVolume, Qot_GetShortInterest]) {
    const { retType, retMsg } = await client.ask(protocol, { security: { market: 1, code: "00700" }, ...c2s });
    expect(retType).toBe(-1);
    expect(retMsg).toContain(reason);
  }
});

test("paging through any security returns each trading day exactly once, with any page size", async () => {
  const tradingDays = 120;
  const client = await enterTcp(await start({ rateLimit: false, tradingDays }));
  const anySecurity = fc.tuple(fc.constantFrom(1, 11), fc.nat()).map(([market, number]) => listedAt(market, number));
  await fc.assert(
    fc.asyncProperty(anySecurity, fc.integer({ min: 1, max: 50 }), async (security, num) => {
      const timestamps: bigint[] = [];
      for (let nextKey: string | undefined; nextKey !== "-1"; ) {
        const page = bodyOf(await client.ask(Qot_GetDailyShortVolume, { security, num, nextKey }));
        const rows = [...page.hkItemList, ...page.usItemList];
        timestamps.push(...rows.map(({ timestamp = 0n }) => timestamp));
        nextKey = page.nextKey;
        if (nextKey !== "-1") expect(nextKey).toBe(String(rows.at(-1)?.timestamp));
      }
      expect(new Set(timestamps).size).toBe(tradingDays);
      expect(timestamps).toEqual(timestamps.toSorted((a, b) => Number(b - a)));
    }),
    { numRuns: 60 },
  );
});

test("200,000 trading days are no burden", async () => {
  const tradingDays = 200_000;
  const client = await enterTcp(await start({ tradingDays }));
  const nextKey = String(timestampAt("US", tradingDays - 51));
  const c2s = { security: { market: 11, code: "AAPL" }, num: 50, nextKey };
  const page = bodyOf(await client.ask(Qot_GetDailyShortVolume, c2s));
  expect(page.usItemList).toHaveLength(50);
  expect(page.nextKey).toBe("-1");
});
