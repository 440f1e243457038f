import { randomBytes } from "node:crypto";
import {
  type Trd_Common,
  Trd_GetAccList,
  Trd_GetFunds,
  Trd_GetMaxTrdQtys,
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
import { type AccountOptions, type AccountPreset, accountPresets } from "./accounts/account-options.js";

const tradePassword = randomBytes(8).toString("hex");

/** A gateway with these accounts, unlocked, and the header of requests about the first one. */
async function setup(...accounts: readonly (AccountPreset | AccountOptions)[]) {
  const gateway = await start({ accounts, pushIntervalMs: false, rateLimit: false, tradePassword });
  const client = await enterToTrade(gateway);
  await client.get(Trd_UnlockTrade, { unlock: true, pwdMD5: md5Of(tradePassword) });
  const list = async (trdCategory?: number, needGeneralSecAccount = true) =>
    (await client.get(Trd_GetAccList, { userID: 0n, trdCategory, needGeneralSecAccount })).accList;
  const all = [...(await list(1)), ...(await list(2)), ...(await list(3))];
  const [first] = all;
  const header = { trdEnv: first?.trdEnv ?? 0, accID: first?.accID ?? 0n, trdMarket: first?.trdMarketAuthList[0] ?? 0 };
  const positions = async (more: object = {}) =>
    (await client.get(Trd_GetPositionList, { header, ...more })).positionList;
  const funds = async (more: object = {}) => (await client.get(Trd_GetFunds, { header, ...more })).funds;
  return { client, list, header, positions, funds };
}

const filterOf = (filterMarket: number) => ({
  filterConditions: { codeList: [], idList: [], orderIDExList: [], filterMarket },
});
const codesOf = (rows: readonly { readonly code: string }[]) => rows.map(({ code }) => code);

const held = {
  markets: ["HK", "US", "HKCC"],
  holdings: [
    { code: "HK.00700", quantity: 100, cost: 400 },
    { code: "US.AAPL", quantity: 10, cost: 100 },
    { code: "SH.600519", quantity: 200, cost: 20 },
  ],
} as const satisfies AccountOptions;

describe("the list of accounts", () => {
  test("has the accounts of a category", async () => {
    const { list } = await setup("hk", "futures", "crypto", "hk-futures-paper", "prediction", "universal");
    const marketsIn = async (category: number, needGeneral?: boolean) =>
      (await list(category, needGeneral)).map(({ trdMarketAuthList }) => trdMarketAuthList);
    expect(await marketsIn(1)).toEqual([[1], [17], [1, 2, 4]]);
    expect(await marketsIn(1, false)).toEqual([[1], [17]]);
    expect(await marketsIn(2)).toEqual([[5], [10]]);
    expect(await marketsIn(3)).toEqual([[7]]);
  });

  test("says what tells accounts apart", async () => {
    const { list } = await setup("master", "ipo", "jp-margin", "hk-options-paper", {
      markets: ["HK"],
      isDisabled: true,
    });
    expect(
      (await list()).map(({ accRole, securityFirm, accType, simAccType, accStatus }) => [
        accRole,
        securityFirm,
        accType,
        simAccType,
        accStatus,
      ]),
    ).toEqual([
      [2, 1, 1, undefined, 0],
      [3, 6, 1, undefined, 0],
      [1, 7, 2, undefined, 0],
      [1, 1, 1, 2, 0],
      [1, 1, 1, undefined, 1],
    ]);
  });
});

describe("a universal account", () => {
  test("gives the positions of all markets, whatever the header says, and those of a market to a filter", async () => {
    const { client, header, positions } = await setup(held);
    expect(codesOf(await positions())).toEqual(["00700", "AAPL", "600519"]);
    expect(codesOf(await positions({ header: { ...header, trdMarket: 2 } }))).toEqual(["00700", "AAPL", "600519"]);
    expect(codesOf(await positions(filterOf(0)))).toEqual(["00700", "AAPL", "600519"]);
    expect(await positions(filterOf(2))).toMatchObject([{ code: "AAPL", trdMarket: 2, secMarket: 2, currency: 2 }]);
    expect(await positions(filterOf(4))).toMatchObject([{ code: "600519", trdMarket: 4, secMarket: 31, currency: 3 }]);
    const wrong = { header: { ...header, trdMarket: 15 } };
    expect(await client.refusal(Trd_GetPositionList, wrong)).toMatch(/does not trade in market 15/);
  });

  test("has one sum of money in the currency asked for, with parts by currency and market", async () => {
    const { client, header, funds } = await setup({ ...held, holdings: [held.holdings[1]] });
    const inUsd = await funds({ currency: 2 });
    expect(await funds({ currency: 2, header: { ...header, trdMarket: 4 } })).toEqual(inUsd);
    // 1 USD is 8 HKD, and 1 CNH is 1.25 HKD.
    expect(inUsd).toMatchObject({ currency: 2, cash: 1_000_000 * (1 / 8 + 1 + 1.25 / 8) });
    expect(inUsd?.cashInfoList.map(({ currency, cash }) => [currency, cash])).toEqual([
      [1, 1_000_000],
      [2, 1_000_000],
      [3, 1_000_000],
    ]);
    expect(inUsd?.marketInfoList).toEqual([
      { trdMarket: 1, assets: 0 },
      { trdMarket: 2, assets: inUsd?.marketVal },
      { trdMarket: 4, assets: 0 },
    ]);
    expect(inUsd?.totalAssets).toBeCloseTo((inUsd?.cash ?? 0) + (inUsd?.marketVal ?? 0), 2);
    for (const currency of [undefined, 0, 99]) {
      expect(await client.refusal(Trd_GetFunds, { header, currency })).toMatch(/need one/);
    }
  });

  test("places an order in the market that trades it, and changes it under any of its markets", async () => {
    const { client, header } = await setup("universal");
    const order = { header, trdSide: 1, orderType: 1, code: "AAPL", qty: 7, price: 1 };
    expect(await client.refusal(Trd_PlaceOrder, order)).toBe("Unknown stock. AAPL");
    const { orderID = 0n } = await client.get(Trd_PlaceOrder, { ...order, secMarket: 2 });
    await client.get(Trd_PlaceOrder, { ...order, header: { ...header, trdMarket: 4 }, code: "000001", qty: 100 });
    const orders = async () => (await client.get(Trd_GetOrderList, { header, filterStatusList: [] })).orderList;
    expect(await orders()).toMatchObject([
      { trdMarket: 2, secMarket: 2, currency: 2, createTime: expect.stringMatching(/^\d{4}-/) },
      { trdMarket: 4, secMarket: 32, currency: 3 },
    ]);
    const [, second] = await orders();
    const change = { header, modifyOrderOp: 1, qty: 100, price: 2 };
    await client.get(Trd_ModifyOrder, { ...change, orderID });
    const ofHkcc = { ...change, orderID: second?.orderID ?? 0n };
    expect(await client.refusal(Trd_ModifyOrder, ofHkcc)).toBe("orders in HKCC can only be canceled");
    await client.get(Trd_ModifyOrder, { ...ofHkcc, modifyOrderOp: 2 });
    expect(await orders()).toMatchObject([{ orderStatus: 5, qty: 100, price: 2 }, { orderStatus: 15 }]);
  });
});

test("a master account, an account for new issues and a disabled one take no orders", async () => {
  for (const [account, reason] of [
    ["master", /accRole 2/],
    ["ipo", /accRole 3/],
    [{ markets: ["HK"], isDisabled: true }, /disabled/],
  ] as const) {
    const { client, header, positions } = await setup(account);
    const order = { header, trdSide: 1, orderType: 1, code: "00700", qty: 100, price: 1 };
    expect(await client.refusal(Trd_PlaceOrder, order)).toMatch(reason);
    expect(await client.refusal(Trd_ModifyOrder, { header, orderID: 1n, modifyOrderOp: 2 })).toMatch(reason);
    expect(await positions()).toEqual([]);
  }
});

describe("accounts of moomoo JP on margin", () => {
  test.each(["jp-margin", "jp-derivatives"] as const)("want a category of assets: %s", async (preset) => {
    const { client, header } = await setup(preset);
    expect(await client.refusal(Trd_GetPositionList, { header })).toMatch(/needs JP \(1\) or US \(2\)/);
    expect(await client.refusal(Trd_GetFunds, { header, currency: 4 })).toMatch(/needs JP \(1\) or US \(2\)/);
  });

  test("have those at home and those abroad", async () => {
    const holdings = [
      { code: "JP.6501", quantity: 100, cost: 10 },
      { code: "US.AAPL", quantity: 10, cost: 100 },
    ] as const;
    const { positions, funds } = await setup({ markets: ["JP", "US"], firm: "FutuJP", type: "Margin", holdings });
    expect(codesOf(await positions({ assetCategory: 1 }))).toEqual(["6501"]);
    expect(codesOf(await positions({ assetCategory: 2 }))).toEqual(["AAPL"]);
    expect(await funds({ assetCategory: 1, currency: 4 })).toMatchObject({
      cash: 1_000_000,
      cashInfoList: [{ currency: 4 }],
      initialMargin: expect.any(Number),
      marginCallMargin: expect.any(Number),
    });
  });
});

describe("an account for futures", () => {
  test.each(["futures", "hk-futures-paper"] as const)("takes a margin, and only futures: %s", async (preset) => {
    const { client, header, positions, funds } = await setup(preset);
    const order = { header, trdSide: 1, orderType: 2, code: "HSImain", qty: 2, secMarket: 1 };
    const before = await funds();
    expect(await client.refusal(Trd_PlaceOrder, { ...order, code: "00700" })).toMatch(/not traded in market Futures/);
    await client.get(Trd_PlaceOrder, order);
    const [position] = await positions();
    // The main contract stands for that of the month.
    expect(position).toMatchObject({ code: "HSI2605", qty: 2, val: 0, averageCostPrice: position?.price });
    expect(position?.dilutedCostPrice).toBeUndefined();
    const after = await funds();
    const margin = 2 * (position?.price ?? 0) * 0.1;
    expect(after).toMatchObject({ cash: before?.cash, marketVal: 0, unrealizedPL: 0, realizedPL: 0, riskLevel: 0 });
    expect(after?.initialMargin).toBeCloseTo(margin, 2);
    expect(after?.availableFunds).toBeCloseTo((before?.availableFunds ?? 0) - margin, 2);
    const asked = { header, orderType: 1, code: "HSI2605", price: 100 };
    const { maxTrdQtys } = await client.get(Trd_GetMaxTrdQtys, asked);
    expect(maxTrdQtys).toMatchObject({ maxCashBuy: 0, maxPositionSell: 2, longRequiredIM: 10 });
  });
});

test("futures take a price below 0, and shares do not", async () => {
  const { client, header } = await setup("futures");
  const order = { header, trdSide: 1, orderType: 1, code: "CL2605", secMarket: 2, qty: 1, price: -5 };
  await client.get(Trd_PlaceOrder, order);
  const { orderList } = await client.get(Trd_GetOrderList, { header, filterStatusList: [] });
  expect(orderList).toMatchObject([{ code: "CL2605", price: -5, orderStatus: 5, secMarket: 2, currency: 2 }]);
  const stocks = await setup("us");
  const ofStock = { ...order, header: stocks.header, code: "AAPL" };
  expect(await stocks.client.refusal(Trd_PlaceOrder, ofStock)).toMatch(/above 0/);
});

describe.each<[AccountPreset, Partial<Trd_Common.Order> & { readonly code: string }]>([
  ["crypto", { code: "BTC", secMarket: 101, trdMarket: 7, currency: 2 }],
  ["prediction", { code: "RAIN-TODAY", secMarket: 111, trdMarket: 17, currency: 2 }],
  ["cn-paper", { code: "600519", secMarket: 31, trdMarket: 3, currency: 3 }],
  ["jp-margin", { code: "6501", secMarket: 51, trdMarket: 15, currency: 4 }],
])("an account of the market of %s", (preset, wanted) => {
  test("buys at a simulated price", async () => {
    const { client, header, positions } = await setup(preset);
    await client.get(Trd_PlaceOrder, { header, trdSide: 1, orderType: 2, code: wanted.code, qty: 100 });
    const { orderList } = await client.get(Trd_GetOrderList, { header, filterStatusList: [] });
    expect(orderList).toMatchObject([{ ...wanted, orderStatus: 11, fillAvgPrice: expect.any(Number) }]);
    expect(await positions({ assetCategory: 1, currency: wanted.currency })).toMatchObject([{ ...wanted, qty: 100 }]);
  });
});

test("an account for cryptocurrencies gives amounts in the currency asked for, and wants one", async () => {
  const holdings = [{ code: "CC.BTC", quantity: 2, cost: 100 }] as const;
  const { client, header, positions } = await setup({ markets: ["Crypto"], holdings });
  expect(await client.refusal(Trd_GetPositionList, { header })).toMatch(/need one/);
  expect(await client.refusal(Trd_GetFunds, { header })).toMatch(/need one/);
  expect(await positions({ currency: 1 })).toMatchObject([{ code: "BTC", costPrice: 800, currency: 1 }]);
});

describe("an order of a type with a trigger", () => {
  const trailing = {
    trdSide: 1,
    orderType: 15,
    code: "00700",
    qty: 100,
    trailType: 1,
    trailValue: 5,
    trailSpread: 0.2,
  };

  test("rests on a real account, with its terms, and can be changed", async () => {
    const { client, header } = await setup("hk");
    const stop = { header, trdSide: 1, orderType: 10, code: "00700", qty: 100, auxPrice: 1 };
    const good = { ...stop, timeInForce: 3, expireTime: "2026-06-01" };
    const { orderID = 0n } = await client.get(Trd_PlaceOrder, good);
    await client.get(Trd_PlaceOrder, { ...trailing, header });
    await client.get(Trd_ModifyOrder, { header, orderID, modifyOrderOp: 1, qty: 200, auxPrice: 2 });
    const { orderList } = await client.get(Trd_GetOrderList, { header, filterStatusList: [] });
    expect(orderList).toMatchObject([
      { orderStatus: 5, qty: 200, auxPrice: 2, expireTime: "2026-06-01 23:59:59" },
      { orderStatus: 5, trailType: 1, trailValue: 5, trailSpread: 0.2 },
    ]);
  });

  test("is refused without what its type needs, for another market, and on paper", async () => {
    const { client, header } = await setup("universal");
    const { trailSpread: _, ...incomplete } = trailing;
    expect(await client.refusal(Trd_PlaceOrder, { ...incomplete, header })).toBe("order type 15 needs trailSpread");
    const auction = { header, trdSide: 1, orderType: 7, code: "AAPL", qty: 1, price: 1, secMarket: 2 };
    expect(await client.refusal(Trd_PlaceOrder, auction)).toMatch(/securities of HK only/);
    const onPaper = await setup("hk-paper");
    const refused = { ...trailing, header: onPaper.header };
    expect(await onPaper.client.refusal(Trd_PlaceOrder, refused)).toMatch(/for real accounts/);
  });
});

describe("an account that is not as a program expects", () => {
  test.each([4, -1, 77])("shows the status %d for its orders, whatever becomes of them", async (shownOrderStatus) => {
    const { client, header, positions } = await setup({ markets: ["HK"], paper: true, shownOrderStatus });
    await client.get(Trd_PlaceOrder, { header, trdSide: 1, orderType: 2, code: "00700", qty: 100 });
    const { orderList } = await client.get(Trd_GetOrderList, { header, filterStatusList: [] });
    expect(orderList).toMatchObject([{ orderStatus: shownOrderStatus, fillQty: 100 }]);
    expect(await positions()).toMatchObject([{ qty: 100 }]);
  });

  test("pushes every deal twice, with the same id", async () => {
    const { client, header } = await setup({ markets: ["HK"], repeatsPushes: true });
    await client.get(Trd_SubAccPush, { accIDList: [header.accID] });
    await client.get(Trd_PlaceOrder, { header, trdSide: 1, orderType: 2, code: "00700", qty: 100 });
    for (let orders = 0; orders < 4; orders++) await client.nextPush(Trd_UpdateOrder);
    const [one, other] = [await client.nextPush(Trd_UpdateOrderFill), await client.nextPush(Trd_UpdateOrderFill)];
    expect(one).toEqual(other);
  });
});

test("an old gateway gives the cost of a position as costPrice only", async () => {
  const holdings = [{ code: "HK.00700", quantity: 100, cost: 400 }] as const;
  const costsOf = async (options: object) => {
    const gateway = await start({ accounts: [{ markets: ["HK"], holdings }], pushIntervalMs: false, ...options });
    const client = await enterToTrade(gateway);
    const header = await client.header({ isReal: true });
    const [position] = (await client.get(Trd_GetPositionList, { header })).positionList;
    return [position?.costPrice, position?.dilutedCostPrice, position?.averageCostPrice];
  };
  expect(await costsOf({})).toEqual([400, 400, 400]);
  expect(await costsOf({ onlyCostPrice: true })).toEqual([400, undefined, undefined]);
});

describe("the option accounts", () => {
  test("takes every preset", async () => {
    for (const preset of accountPresets) expect((await setup(preset)).header.accID).toBeGreaterThan(0n);
  });

  test.each<[unknown, RegExp]>([
    [["univrsal"], /no account "univrsal": did you mean universal\?/],
    [[{ markets: [] }], /markets such as HK/],
    [[{ markets: ["XX"] }], /markets such as HK/],
    [[{ markets: ["HK"], paperKind: "Stock" }], /only for paper/],
    [[{ markets: ["HK"], paper: true, role: "Master" }], /only for others/],
    [[{ markets: ["HK"], firm: "Acme" }], /no firm "Acme"/],
    [[{ markets: ["HK"], cash: -1 }], /cash from 0/],
    [[{ markets: ["HK"], shownOrderStatus: 0.5 }], /32-bit integer/],
    [[{ markets: ["HK"], holdings: [{ code: "HK.00700", quantity: 0, cost: 1 }] }], /quantity and a cost above 0/],
    [[{ markets: ["HK"], holdings: [{ code: "US.AAPL", quantity: 1, cost: 1 }] }], /a holding of US.AAPL/],
    [Array(11).fill("hk"), /at most 10/],
  ])("refuses %j", async (accounts, reason) => {
    const options: object = { accounts };
    await expect(start(options)).rejects.toMatchObject({
      code: "InvalidOption",
      message: expect.stringMatching(reason),
    });
  });
});
