import { type C2SOf, createManualClock, type PushProtocol } from "@opend/core";
import {
  KeepAlive,
  Qot_GetPriceReminder,
  Qot_GetSubInfo,
  Qot_PushIndicatorCalc,
  Qot_RequestIndicatorCalc,
  Qot_SetOptionEventAlert,
  Qot_SetPriceReminder,
  Qot_Sub,
  Qot_SubEventContract,
  Qot_UpdateBroker,
  Qot_UpdateEventContractKline,
  Qot_UpdateEventContractOrderBook,
  Qot_UpdateEventContractTicker,
  Qot_UpdateOptionEvent,
  Qot_UpdateOrderBook,
  Qot_UpdatePriceReminder,
  Qot_UpdateRT,
  Trd_SubAccPush,
  Trd_UpdateOrder,
} from "@opend/core/protocols";
import { describe, expect, test } from "vitest";
import { start } from "../../testing/gateways.js";
import { bodyOf, enterTcp, enterWebSocket, type RawClient } from "../../testing/raw-client.js";

const tencent = { market: 1, code: "00700" };
const contract = { market: 101, code: "KXTEST-26" };
const [book, ticker, kline] = [2, 4, 6];
const subscription: C2SOf<typeof Qot_SubEventContract> = {
  securityList: [contract],
  subTypeList: [book, ticker, kline],
  isSubOrUnSub: true,
  isRegOrUnRegPush: true,
  isFirstPush: false,
  klineSource: [],
};
const unsubscription = { ...subscription, isSubOrUnSub: false };
const header = { trdEnv: 0, accID: 281_756_460_277_401_516n, trdMarket: 1 };
const order = {
  ...{ trdSide: 1, orderType: 1, orderStatus: 5, orderID: 1n, orderIDEx: "1", code: "00700", name: "", qty: 1 },
  ...{ createTime: "", updateTime: "", comboLegs: [] },
};

/** Waits for the next frame, which must be this push. */
async function nextPush<S2C>(client: RawClient, protocol: PushProtocol<S2C>): Promise<S2C> {
  const frame = await client.nextFrame();
  expect(frame.protocolId).toBe(protocol.id);
  return bodyOf(protocol.push.decode(frame.body));
}

describe.each([
  ["TCP", enterTcp],
  ["WebSocket", enterWebSocket],
] as const)("pushes over %s", (_, enter) => {
  test("of time-share lines, broker queues and odd lots arrive for registered securities", async () => {
    const gateway = await start({ pushIntervalMs: false });
    const client = await enter(gateway);
    const c2s = { regPushRehabTypeList: [], isSubOrUnSub: true, isRegOrUnRegPush: true, isFirstPush: false };
    await client.ask(Qot_Sub, { ...c2s, securityList: [tencent], subTypeList: [5, 14] });
    const odd = { market: 31, code: "D05" };
    expect(await client.ask(Qot_Sub, { ...c2s, securityList: [odd], subTypeList: [22] })).toMatchObject({ retType: 0 });
    expect(gateway.pushNow()).toBe(3);
    expect(await nextPush(client, Qot_UpdateRT)).toMatchObject({ security: tencent, rtList: [{ isBlank: false }] });
    expect((await nextPush(client, Qot_UpdateBroker)).brokerBidList.length).toBeGreaterThan(0);
    expect(await nextPush(client, Qot_UpdateOrderBook)).toMatchObject({ security: odd, orderBookType: 1 });
    // The order book of board lots is another subscription.
    const board = { security: odd, orderBookAskList: [], orderBookBidList: [] };
    expect(gateway.push(Qot_UpdateOrderBook, board)).toBe(0);
    expect(gateway.push(Qot_UpdateOrderBook, { ...board, orderBookType: 1 })).toBe(1);
    expect(gateway.violations).toEqual([]);
  });

  test("of event contracts arrive for registered contracts", async () => {
    const gateway = await start({ pushIntervalMs: false });
    const client = await enter(gateway);
    expect(await client.ask(Qot_SubEventContract, subscription)).toEqual({ retType: 0, s2c: {} });
    expect(gateway.pushNow()).toBe(3);
    const [books] = (await nextPush(client, Qot_UpdateEventContractOrderBook)).orderBookList;
    const [trades] = (await nextPush(client, Qot_UpdateEventContractTicker)).tickerList;
    const { klineList } = await nextPush(client, Qot_UpdateEventContractKline);
    expect([books?.code, trades?.code, klineList[0]?.code]).toEqual([contract, contract, contract]);
    expect(klineList.map((item) => item.klineList[0]?.close)[0]).toBe(trades?.tickerList[0]?.yesPrice);
    expect(gateway.push(Qot_UpdateEventContractKline, { klineList: [] })).toBe(0);
    expect(gateway.push(Qot_UpdateEventContractKline, { klineList })).toBe(1);
    const other = { code: { ...contract, code: "OTHER" }, tickerList: [] };
    expect(gateway.push(Qot_UpdateEventContractTicker, { tickerList: [other] })).toBe(0);
  });

  test("of orders go to the connections that named the account", async () => {
    const gateway = await start();
    const [client, other] = [await enter(gateway), await enter(gateway)];
    const s2c = { header, order };
    expect(gateway.push(Trd_UpdateOrder, s2c)).toBe(0);
    expect(await client.ask(Trd_SubAccPush, { accIDList: [1n, header.accID] })).toMatchObject({ retType: 0 });
    await other.ask(Trd_SubAccPush, { accIDList: [1n] });
    expect(gateway.push(Trd_UpdateOrder, s2c)).toBe(1);
    expect((await nextPush(client, Trd_UpdateOrder)).header.accID).toBe(header.accID);
    // The new list replaces the old one.
    await client.ask(Trd_SubAccPush, { accIDList: [] });
    expect(gateway.push(Trd_UpdateOrder, s2c)).toBe(0);
    await other.ask(Trd_SubAccPush, { accIDList: [header.accID] });
    other.close();
    await expect.poll(() => gateway.connections).toBe(1);
    expect(gateway.push(Trd_UpdateOrder, s2c)).toBe(0);
  });

  test("with the result of a calculation follow the reply, only to the connection that asked", async () => {
    const gateway = await start();
    const [client, other] = [await enter(gateway), await enter(gateway)];
    const kLine = [1, 2, 3, 4, 5, 9].map((closePrice, day) => ({
      time: `2026-05-0${day + 1}`,
      isBlank: false,
      closePrice,
    }));
    const c2s = { shortName: "MA", langType: 0, data: { security: tencent, klType: 2, kLine }, inputs: [] };
    const { calcId } = bodyOf(await client.ask(Qot_RequestIndicatorCalc, c2s));
    const push = await nextPush(client, Qot_PushIndicatorCalc);
    expect(push).toMatchObject({ calcId, outputs: [{ index: 0, name: "Simulated MA" }] });
    expect(push.outputRows.map(({ values }) => values)).toEqual([[1], [1.5], [2], [2.5], [3], [4.6]]);
    expect(push.outputRows[0]?.time).toBe("2026-05-01");
    expect(bodyOf(await client.ask(Qot_RequestIndicatorCalc, { ...c2s, num: 2 })).calcId).not.toBe(calcId);
    expect((await nextPush(client, Qot_PushIndicatorCalc)).outputRows).toHaveLength(2);
    expect(await other.ask(KeepAlive, { time: 0n })).toMatchObject({ retType: 0 });
    const empty = { ...c2s, data: { ...c2s.data, kLine: [] } };
    expect(await client.ask(Qot_RequestIndicatorCalc, empty)).toMatchObject({ retType: -1 });
    expect(await client.ask(Qot_RequestIndicatorCalc, { ...c2s, shortName: "" })).toMatchObject({ retType: -1 });
  });

  test("of option events follow a switched-on alert, to all connections", async () => {
    const gateway = await start();
    const [client, other] = [await enter(gateway), await enter(gateway)];
    const alert = { underlying: tencent, sideTypeList: [], orderTypeList: [] };
    await client.ask(Qot_SetOptionEventAlert, { operType: 1, alertList: [alert, { ...alert, enable: false }] });
    for (const each of [client, other]) {
      const { owner, option, message } = await nextPush(each, Qot_UpdateOptionEvent);
      expect([owner, option?.market]).toEqual([tencent, 1]);
      expect(message).toContain("Simulated");
    }
    await client.ask(Qot_SetOptionEventAlert, { operType: 5, alertList: [{ ...alert, key: 1n }] });
    expect(await client.ask(Qot_SetOptionEventAlert, { operType: 4, alertList: [alert] })).toMatchObject({
      retType: -1,
    });
    const wrong: number = 9;
    expect(await client.ask(Qot_SetOptionEventAlert, { operType: wrong, alertList: [] })).toMatchObject({
      retType: -1,
    });
    expect(await other.ask(KeepAlive, { time: 0n })).toMatchObject({ retType: 0 });
  });

  test("of price reminders arrive in the round in which one fires, to all connections", async () => {
    const gateway = await start({ pushIntervalMs: false });
    const [client, other] = [await enter(gateway), await enter(gateway)];
    const reminder = { security: tencent, type: 1, freq: 3, value: 0.0009, note: "low", reminderSessionList: [] };
    const { key } = bodyOf(await client.ask(Qot_SetPriceReminder, { ...reminder, op: 1 }));
    const list = async () => bodyOf(await client.ask(Qot_GetPriceReminder, { market: 1 })).priceReminderList;
    const listed = { type: 1, freq: 3, value: 0, note: "low", key, isEnable: true };
    expect(await list()).toMatchObject([{ security: tencent, itemList: [listed] }]);
    gateway.pushNow();
    for (const each of [client, other]) {
      expect(await nextPush(each, Qot_UpdatePriceReminder)).toMatchObject({ security: tencent, key, note: "low" });
    }
    expect(await list()).toMatchObject([{ itemList: [{ ...listed, isEnable: false }] }]);
    gateway.pushNow();
    expect(await other.ask(KeepAlive, { time: 0n })).toMatchObject({ retType: 0 });
  });
});

describe("price reminders", () => {
  const reminder = { security: tencent, op: 1, type: 1, freq: 1, value: 500, reminderSessionList: [] };

  test("can be changed, switched, listed and deleted by their key", async () => {
    const client = await enterTcp(await start({ pushIntervalMs: false }));
    const items = async () => {
      const { priceReminderList } = bodyOf(await client.ask(Qot_GetPriceReminder, { security: tencent }));
      return priceReminderList.flatMap(({ itemList }) => itemList);
    };
    const { key } = bodyOf(await client.ask(Qot_SetPriceReminder, reminder));
    await client.ask(Qot_SetPriceReminder, { ...reminder, op: 4, key });
    await client.ask(Qot_SetPriceReminder, { ...reminder, op: 5, key, value: 600 });
    expect(await items()).toMatchObject([{ key, value: 600, isEnable: false }]);
    await client.ask(Qot_SetPriceReminder, { ...reminder, op: 3, key });
    expect(await items()).toMatchObject([{ isEnable: true }]);
    await client.ask(Qot_SetPriceReminder, { ...reminder, op: 2, key });
    expect(await items()).toEqual([]);
    for (let n = 0; n < 10; n++) expect(await client.ask(Qot_SetPriceReminder, reminder)).toMatchObject({ retType: 0 });
    expect(await client.ask(Qot_SetPriceReminder, reminder)).toMatchObject({ retType: -1 });
    expect(bodyOf(await client.ask(Qot_SetPriceReminder, { ...reminder, op: 6 }))).toEqual({ key: 0n });
    expect(await items()).toEqual([]);
  });

  test.each([
    ["an unknown key", { op: 2, key: 7n }, "no reminder 7"],
    ["an unknown operation", { op: 7 }, "no reminder 0"],
    ["an unknown type", { type: 99 }, "type 99"],
    ["an unknown frequency", { freq: 0 }, "frequency 0"],
    [
      "a market without quotes",
      { security: { market: 21, code: "600519" } },
      "No right to get the quote for SH.600519",
    ],
  ])("refuse %s", async (_, wrong, reason) => {
    const client = await enterTcp(await start());
    const { retType, retMsg } = await client.ask(Qot_SetPriceReminder, { ...reminder, ...wrong });
    expect(retType).toBe(-1);
    expect(retMsg).toContain(reason);
    expect(await client.ask(Qot_GetPriceReminder, {})).toMatchObject({ retType: -1 });
  });
});

describe("event contracts", () => {
  test("share the quota and the 60-second rule with quotes, but not isUnsubAll", async () => {
    const clock = createManualClock();
    const client = await enterWebSocket(await start({ clock, pushIntervalMs: false }));
    const used = async () => bodyOf(await client.ask(Qot_GetSubInfo, {})).totalUsedQuota;
    await client.ask(Qot_SubEventContract, subscription);
    const quotes = { securityList: [tencent], subTypeList: [4], regPushRehabTypeList: [], isSubOrUnSub: true };
    await client.ask(Qot_Sub, quotes);
    expect(await used()).toBe(4);
    expect((await client.ask(Qot_SubEventContract, unsubscription)).retMsg).toContain("subscription time is too short");
    clock.advance(60_000);
    const all = { securityList: [], subTypeList: [], isSubOrUnSub: false, isUnsubAll: true };
    await client.ask(Qot_Sub, { ...all, regPushRehabTypeList: [] });
    expect(await used()).toBe(3);
    await client.ask(Qot_SubEventContract, { ...unsubscription, subTypeList: [kline] });
    expect(await used()).toBe(2);
    await client.ask(Qot_SubEventContract, { ...all, klineSource: [] });
    expect(await used()).toBe(0);
  });

  test("push the existing data once registered, from the requested sources", async () => {
    const gateway = await start({ pushIntervalMs: false });
    const client = await enterTcp(gateway);
    const c2s = { ...subscription, subTypeList: [kline], isFirstPush: undefined };
    await client.ask(Qot_SubEventContract, { ...c2s, klineSource: [1] });
    const { klineList } = await nextPush(client, Qot_UpdateEventContractKline);
    expect(klineList.map(({ pre_side }) => pre_side)).toEqual([1]);
    await client.ask(Qot_SubEventContract, { ...c2s, isRegOrUnRegPush: false });
    expect(gateway.pushNow()).toBe(0);
  });

  test.each([
    ["no contract", { securityList: [] }, "securityList"],
    ["no data type", { subTypeList: [] }, "subTypeList"],
    ["a data type that contracts do not have", { subTypeList: [5] }, "data type 5"],
    ["a security of another market", { securityList: [tencent] }, "market 1"],
    ["no code", { securityList: [{ market: 101, code: "" }] }, "code"],
    ["a source that does not exist", { klineSource: [2] }, "source of K-lines 2"],
  ])("refuse %s", async (_, wrong, reason) => {
    const client = await enterTcp(await start());
    const { retType, retMsg } = await client.ask(Qot_SubEventContract, { ...subscription, ...wrong });
    expect(retType).toBe(-1);
    expect(retMsg).toContain(reason);
  });
});
