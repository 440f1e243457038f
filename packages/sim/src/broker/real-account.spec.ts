import { randomBytes } from "node:crypto";
import {
  Trd_FlowSummary,
  Trd_GetAccList,
  Trd_GetFunds,
  Trd_GetHistoryOrderFillList,
  Trd_GetMarginRatio,
  Trd_GetOrderFee,
  Trd_GetOrderFillList,
  Trd_GetOrderList,
  Trd_GetPositionList,
  Trd_ModifyOrder,
  Trd_PlaceOrder,
  Trd_SubAccPush,
  Trd_UnlockTrade,
  Trd_UpdateOrder,
  Trd_UpdateOrderFill,
} from "@opend/core/protocols";
import { describe, expect, test } from "vitest";
import { start } from "../testing/gateways.js";
import { md5Of } from "../testing/raw-client.js";
import { enterToTrade } from "../testing/trading-client.js";

const tradePassword = randomBytes(8).toString("hex");
const hkd = 1;

/** Midnight of a day, counted from today, in UTC. */
const dayText = (days: number) => `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)} 00:00:00`;

async function setup() {
  const gateway = await start({ pushIntervalMs: false, rateLimit: false, tradePassword });
  const client = await enterToTrade(gateway);
  const header = await client.header({ isReal: true });
  const order = { header, trdSide: 1, orderType: 2, code: "00700", qty: 200 };
  const unlock = () => client.ask(Trd_UnlockTrade, { unlock: true, pwdMD5: md5Of(tradePassword) });
  return { gateway, client, header, order, unlock };
}

describe("the accounts", () => {
  test("are paper accounts per market and, on request, a real one; all say that they are simulated", async () => {
    const { gateway, client } = await setup();
    const list = async (needGeneralSecAccount: boolean) =>
      (await client.get(Trd_GetAccList, { userID: 0n, needGeneralSecAccount })).accList;
    const all = await list(true);
    expect(all.map(({ trdEnv, simAccType, trdMarketAuthList }) => [trdEnv, simAccType, trdMarketAuthList])).toEqual([
      [0, 1, [1]],
      [0, 1, [2]],
      [0, 2, [1]],
      [1, undefined, [1, 2, 4]],
    ]);
    expect(all.map(({ cardNum }) => cardNum)).toEqual(Array(4).fill("SIMULATED"));
    expect(await list(false)).toEqual(all.slice(0, 3));
    expect((await client.get(Trd_GetAccList, { userID: 0n, trdCategory: 2 })).accList).toEqual([]);
    expect(all.every(({ accID }) => accID > BigInt(Number.MAX_SAFE_INTEGER))).toBe(true);
    const other = await enterToTrade(await start({ brand: "moomoo", rateLimit: false }));
    const theirs = (await other.get(Trd_GetAccList, { userID: 0n })).accList;
    expect(theirs.map(({ accID }) => accID)).not.toContain(all[0]?.accID);
    expect(new Set([...all, ...theirs].map(({ securityFirm }) => securityFirm))).toEqual(new Set([1, 2]));
    expect(gateway.violations).toEqual([]);
  });
});

describe("the account that behaves like a real one", () => {
  test("refuses to change anything until it is unlocked with the right password", async () => {
    const { client, header, order, unlock } = await setup();
    const modification = { header, orderID: 1n, modifyOrderOp: 2 };
    for (const attempt of [undefined, { unlock: true }, { unlock: true, pwdMD5: md5Of("another") }]) {
      if (attempt) expect(await client.refusal(Trd_UnlockTrade, attempt)).toMatch(/password/);
      expect(await client.refusal(Trd_PlaceOrder, order)).toMatch(/locked/);
      expect(await client.refusal(Trd_ModifyOrder, modification)).toMatch(/locked/);
    }
    expect(await client.get(Trd_GetOrderList, { header, filterStatusList: [] })).toMatchObject({ orderList: [] });
    expect(await unlock()).toMatchObject({ retType: 0 });
    expect(await client.ask(Trd_PlaceOrder, order)).toMatchObject({ retType: 0 });
  });

  test("is unlocked for every connection, and can be locked again", async () => {
    const { gateway, client, order, unlock } = await setup();
    await unlock();
    const other = await enterToTrade(gateway);
    expect(await other.ask(Trd_PlaceOrder, order)).toMatchObject({ retType: 0 });
    await client.get(Trd_UnlockTrade, { unlock: false });
    expect(await other.refusal(Trd_PlaceOrder, order)).toMatch(/locked/);
  });

  test("cannot be unlocked without a password, or for another firm", async () => {
    const client = await enterToTrade(await start({ rateLimit: false }));
    expect(await client.refusal(Trd_UnlockTrade, { unlock: true, pwdMD5: md5Of("") })).toMatch(/without a trading/);
    expect(await client.refusal(Trd_UnlockTrade, { unlock: true, securityFirm: 5 })).toMatch(/firm 5/);
  });

  test("has deals, which it pushes, money by currency, and average costs", async () => {
    const { client, header, order, unlock } = await setup();
    await unlock();
    await client.get(Trd_SubAccPush, { accIDList: [header.accID] });
    const { orderID, orderIDEx = "" } = await client.get(Trd_PlaceOrder, order);
    expect((await client.nextPush(Trd_UpdateOrder)).order).toMatchObject({ orderStatus: 5 });
    expect((await client.nextPush(Trd_UpdateOrder)).order).toMatchObject({ orderStatus: 11 });
    const { orderFill } = await client.nextPush(Trd_UpdateOrderFill);
    expect(orderFill).toMatchObject({ orderID, qty: 200, price: 471.84, fillIDEx: expect.stringMatching(/^SIM/) });
    expect((await client.get(Trd_GetOrderFillList, { header })).orderFillList).toEqual([orderFill]);
    const times = { beginTime: dayText(-1), endTime: dayText(2) };
    const filterConditions = { codeList: [], idList: [], orderIDExList: [], ...times };
    const history = await client.get(Trd_GetHistoryOrderFillList, { header, filterConditions });
    expect(history.orderFillList).toEqual([orderFill]);
    const { funds } = await client.get(Trd_GetFunds, { header, currency: hkd });
    expect(funds).toMatchObject({
      currency: hkd,
      cashInfoList: [
        { currency: 1, cash: 1_000_000 - 94_368 },
        { currency: 2, cash: 1_000_000 },
        { currency: 3, cash: 1_000_000 },
      ],
    });
    const [position] = (await client.get(Trd_GetPositionList, { header })).positionList;
    expect(position).toMatchObject({ averageCostPrice: 471.84, unrealizedPL: 0, realizedPL: 0 });
    const { orderFeeList } = await client.get(Trd_GetOrderFee, { header, orderIdExList: [orderIDEx] });
    expect(orderFeeList).toMatchObject([{ orderIDEx, feeAmount: 0, feeList: [{ title: "Simulated: no fees" }] }]);
    expect(await client.get(Trd_FlowSummary, { header, clearingDate: "2026-05-08" })).toMatchObject({ header });
  });

  test("has orders in each market, and can cancel all orders of a market, or of all but Stock Connect", async () => {
    const { client, header, order, unlock } = await setup();
    await unlock();
    const us = await client.header({ isReal: true, trdMarket: 2 });
    await client.get(Trd_PlaceOrder, { ...order, orderType: 1, price: 300 });
    await client.get(Trd_PlaceOrder, { ...order, header: us, code: "AAPL", orderType: 1, price: 100, qty: 7 });
    const cancelAll = { header, orderID: 0n, forAll: true };
    expect(await client.refusal(Trd_ModifyOrder, { ...cancelAll, modifyOrderOp: 5 })).toMatch(/only be canceled/);
    const hkcc = { ...header, trdMarket: 4 };
    await client.get(Trd_PlaceOrder, { ...order, header: hkcc, code: "600519", orderType: 1, price: 1 });
    const cancelIn = (more: object) => client.ask(Trd_ModifyOrder, { ...cancelAll, modifyOrderOp: 2, ...more });
    const statuses = async () =>
      (await client.get(Trd_GetOrderList, { header, filterStatusList: [] })).orderList.map(
        ({ trdMarket, orderStatus }) => [trdMarket, orderStatus],
      );
    expect(await cancelIn({ trdMarket: 4 })).toMatchObject({
      retType: -1,
      retMsg: expect.stringMatching("Stock Connect"),
    });
    expect(await cancelIn({ trdMarket: 15 })).toMatchObject({ retType: -1 });
    await cancelIn({ trdMarket: 1 });
    expect(await statuses()).toEqual([
      [1, 15],
      [2, 5],
      [4, 5],
    ]);
    await cancelIn({ trdMarket: 0 });
    expect(await statuses()).toEqual([
      [1, 15],
      [2, 15],
      [4, 5],
    ]);
  });
});

describe("a paper account", () => {
  test("has no deals, fees or cash flows, like a paper account of the real gateway", async () => {
    const { client } = await setup();
    const header = await client.header({});
    expect(await client.refusal(Trd_GetOrderFillList, { header })).toMatch(/real accounts only/);
    expect(await client.refusal(Trd_GetOrderFee, { header, orderIdExList: [] })).toMatch(/no fees/);
    expect(await client.refusal(Trd_FlowSummary, { header, clearingDate: "2026-05-08" })).toMatch(/no cash flows/);
  });

  test("in the US accepts single shares, and neither disables nor deletes orders", async () => {
    const { client } = await setup();
    const header = await client.header({ trdMarket: 2 });
    const order = { header, trdSide: 1, orderType: 1, code: "AAPL", qty: 7, price: 100, secMarket: 2 };
    const { orderID = 0n } = await client.get(Trd_PlaceOrder, order);
    for (const modifyOrderOp of [3, 4, 5]) {
      expect(await client.refusal(Trd_ModifyOrder, { header, orderID, modifyOrderOp })).toMatch(/only be modified/);
    }
    expect(await client.ask(Trd_ModifyOrder, { header, orderID, modifyOrderOp: 2 })).toMatchObject({ retType: 0 });
  });

  test("lends nothing", async () => {
    const { client } = await setup();
    const header = await client.header({});
    const asked = { header, securityList: [{ market: 1, code: "00700" }] };
    const { marginRatioInfoList } = await client.get(Trd_GetMarginRatio, asked);
    expect(marginRatioInfoList).toMatchObject([{ isLongPermit: false, isShortPermit: false }]);
  });
});

test("a connection gets pushes only about the accounts that it named", async () => {
  const { gateway, client, order, unlock } = await setup();
  await unlock();
  const paper = await client.header({});
  const watcher = await enterToTrade(gateway);
  await watcher.get(Trd_SubAccPush, { accIDList: [order.header.accID] });
  await watcher.get(Trd_SubAccPush, { accIDList: [paper.accID] });
  await client.get(Trd_PlaceOrder, order);
  await client.get(Trd_PlaceOrder, { ...order, header: paper });
  expect((await watcher.nextPush(Trd_UpdateOrder)).header).toEqual(paper);
});

describe("the two paper accounts of Hong Kong", () => {
  test("trade stocks or options, not both", async () => {
    const { client } = await setup();
    const { accList } = await client.get(Trd_GetAccList, { userID: 0n });
    const [stocks, options] = [1, 2].map((kind) => accList.find((each) => each.simAccType === kind)?.accID ?? 0n);
    const place = async (accID = 0n, code = "") => {
      const header = { trdEnv: 0, accID, trdMarket: 1 };
      const { retType } = await client.ask(Trd_PlaceOrder, {
        ...{ header, trdSide: 1, orderType: 1, code, qty: 100, price: 1 },
      });
      return retType;
    };
    expect(await place(stocks, "00700")).toBe(0);
    expect(await place(options, "TCH260515C480000")).toBe(0);
    expect(await place(stocks, "TCH260515C480000")).toBe(-1);
    expect(await place(options, "00700")).toBe(-1);
  });
});
