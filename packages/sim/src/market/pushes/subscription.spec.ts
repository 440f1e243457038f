import { type C2SOf, createManualClock } from "@opend/core";
import { Qot_GetSubInfo, Qot_RegQotPush, Qot_Sub } from "@opend/core/protocols";
import { describe, expect, test } from "vitest";
import { start } from "../../testing/gateways.js";
import { hkStocks } from "../../testing/hk-stocks.js";
import { bodyOf, enterTcp, enterWebSocket, type RawClient } from "../../testing/raw-client.js";

const tencent = { market: 1, code: "00700" };
const apple = { market: 11, code: "AAPL" };
const [basic, ticker] = [1, 4];
const subscribe: C2SOf<typeof Qot_Sub> = {
  securityList: [tencent],
  subTypeList: [ticker],
  regPushRehabTypeList: [],
  isSubOrUnSub: true,
};
const unsubscribe = { ...subscribe, isSubOrUnSub: false };
const unsubscribeAll = { ...unsubscribe, securityList: [], subTypeList: [], isUnsubAll: true };

async function used(client: RawClient): Promise<number> {
  return bodyOf(await client.ask(Qot_GetSubInfo, {})).totalUsedQuota;
}

describe.each([
  ["TCP", enterTcp],
  ["WebSocket", enterWebSocket],
] as const)("over %s", (_, enter) => {
  test("the status lists the subscriptions by connection", async () => {
    const gateway = await start();
    const [client, other] = [await enter(gateway), await enter(gateway)];
    const empty = { subInfoList: [], usedQuota: 0, isOwnConnData: true };
    expect(bodyOf(await client.ask(Qot_GetSubInfo, {}))).toEqual({
      connSubInfoList: [empty],
      totalUsedQuota: 0,
      remainQuota: 100,
    });
    const c2s = { ...subscribe, securityList: [tencent, apple], subTypeList: [basic, ticker] };
    expect(await client.ask(Qot_Sub, c2s)).toEqual({ retType: 0, s2c: {} });
    expect(await other.ask(Qot_Sub, subscribe)).toMatchObject({ retType: 0 });
    const mine = {
      subInfoList: [
        { subType: basic, securityList: [tencent, apple] },
        { subType: ticker, securityList: [tencent, apple] },
      ],
      usedQuota: 4,
    };
    const theirs = { subInfoList: [{ subType: ticker, securityList: [tencent] }], usedQuota: 1 };
    const quota = { totalUsedQuota: 4, remainQuota: 96 };
    expect(bodyOf(await client.ask(Qot_GetSubInfo, { isReqAllConn: false }))).toEqual({
      connSubInfoList: [{ ...mine, isOwnConnData: true }],
      ...quota,
    });
    expect(bodyOf(await other.ask(Qot_GetSubInfo, { isReqAllConn: true }))).toEqual({
      connSubInfoList: [
        { ...theirs, isOwnConnData: true },
        { ...mine, isOwnConnData: false },
      ],
      ...quota,
    });
  });

  test("all connections together have at most 100 units", async () => {
    const gateway = await start();
    const [client, other] = [await enter(gateway), await enter(gateway)];
    const securityList = hkStocks(50);
    const all = { ...subscribe, securityList, subTypeList: [basic, ticker] };
    expect(await client.ask(Qot_Sub, all)).toMatchObject({ retType: 0 });
    const { retType, retMsg } = await other.ask(Qot_Sub, subscribe);
    expect(retType).toBe(-1);
    expect(retMsg).toContain("quota");
    // An existing subscription uses no more quota.
    expect(await client.ask(Qot_Sub, all)).toMatchObject({ retType: 0 });
    expect(await other.ask(Qot_Sub, all)).toMatchObject({ retType: 0 });
    expect(gateway.violations).toEqual([]);
  });
});

test("unsubscribing is refused until 60 seconds after subscribing, by the gateway's clock", async () => {
  const clock = createManualClock();
  const client = await enterWebSocket(await start({ clock }));
  await client.ask(Qot_Sub, subscribe);
  clock.advance(59_999);
  for (const c2s of [unsubscribe, unsubscribeAll]) {
    const { retType, retMsg } = await client.ask(Qot_Sub, c2s);
    expect(retType).toBe(-1);
    expect(retMsg).toContain("subscription time is too short");
  }
  expect(await used(client)).toBe(1);
  clock.advance(1);
  expect(await client.ask(Qot_Sub, unsubscribe)).toMatchObject({ retType: 0 });
  expect(await used(client)).toBe(0);
  // Unsubscribing without a subscription is allowed at any time.
  expect(await client.ask(Qot_Sub, unsubscribe)).toMatchObject({ retType: 0 });
});

test("isUnsubAll unsubscribes everything of this connection, and of no other", async () => {
  const clock = createManualClock();
  const gateway = await start({ clock });
  const [client, other] = [await enterWebSocket(gateway), await enterWebSocket(gateway)];
  await client.ask(Qot_Sub, { ...subscribe, securityList: [tencent, apple], subTypeList: [basic, ticker] });
  await other.ask(Qot_Sub, subscribe);
  clock.advance(60_000);
  expect(await client.ask(Qot_Sub, unsubscribeAll)).toMatchObject({ retType: 0 });
  expect(await used(client)).toBe(1);
});

test("a closed connection frees its quota after its 60 seconds", async () => {
  const clock = createManualClock();
  const gateway = await start({ clock });
  const [client, other] = [await enterWebSocket(gateway), await enterWebSocket(gateway)];
  await client.ask(Qot_Sub, subscribe);
  client.close();
  await expect.poll(() => gateway.connections).toBe(1);
  expect(await used(other)).toBe(1);
  clock.advance(60_000);
  expect(await used(other)).toBe(0);
});

describe.each([
  ["no security", { securityList: [] }, "securityList"],
  ["no data type", { subTypeList: [] }, "subTypeList"],
  ["data type 0", { subTypeList: [ticker, 0] }, "data type 0"],
  ["a data type that does not exist", { subTypeList: [3] }, "data type 3"],
  ["odd lots of a market that has none", { subTypeList: [22] }, "data type 22"],
  [
    "a broker queue of a market that has none",
    { securityList: [tencent, { market: 31, code: "D05" }], subTypeList: [14] },
    "securities of market 31 do not have data type 14",
  ],
  ["an event contract", { securityList: [{ market: 101, code: "X" }] }, "No right to subscribe the quote for EC.X"],
  [
    "a market without quotes",
    { securityList: [tencent, { market: 21, code: "600519" }] },
    "No right to subscribe the quote for SH.600519",
  ],
  ["no code", { securityList: [{ market: 1, code: "" }] }, "code"],
] as const)("%s is refused", (_, { ...wrong }, reason) => {
  const lists = {
    securityList: [...("securityList" in wrong ? wrong.securityList : [tencent])],
    subTypeList: [...("subTypeList" in wrong ? wrong.subTypeList : [ticker])],
  };

  test.each([true, false])("by Qot_Sub (isSubOrUnSub %s)", async (isSubOrUnSub) => {
    const gateway = await start();
    const client = await enterTcp(gateway);
    const { retType, retMsg } = await client.ask(Qot_Sub, { ...subscribe, ...lists, isSubOrUnSub });
    expect(retType).toBe(-1);
    expect(retMsg).toContain(reason);
    expect(await used(client)).toBe(0);
    expect(gateway.violations).toEqual([]);
  });

  test.each([true, false])("by Qot_RegQotPush (isRegOrUnReg %s)", async (isRegOrUnReg) => {
    const client = await enterTcp(await start());
    const { retType, retMsg } = await client.ask(Qot_RegQotPush, { ...lists, rehabTypeList: [], isRegOrUnReg });
    expect(retType).toBe(-1);
    expect(retMsg).toContain(reason);
  });
});

test.each([
  ["a price adjustment that does not exist", { regPushRehabTypeList: [3] }, "price adjustment 3"],
  ["a session that does not exist", { session: 9 }, "session 9"],
])("%s is refused by Qot_Sub", async (_, wrong, reason) => {
  const client = await enterTcp(await start());
  const { retType, retMsg } = await client.ask(Qot_Sub, { ...subscribe, ...wrong });
  expect(retType).toBe(-1);
  expect(retMsg).toContain(reason);
  expect(await used(client)).toBe(0);
});

test("registering without a subscription is refused", async () => {
  const client = await enterTcp(await start());
  const c2s = { securityList: [tencent], subTypeList: [ticker], rehabTypeList: [], isRegOrUnReg: true };
  const { retType, retMsg } = await client.ask(Qot_RegQotPush, c2s);
  expect(retType).toBe(-1);
  expect(retMsg).toContain("has to be subscribed");
  expect(await client.ask(Qot_RegQotPush, { ...c2s, isRegOrUnReg: false })).toMatchObject({ retType: 0 });
});
