import { randomBytes } from "node:crypto";
import { createManualClock } from "@opend/core";
import { Trd_GetFunds, Trd_GetMaxTrdQtys, Trd_ModifyOrder, Trd_PlaceOrder } from "@opend/core/protocols";
import { handle } from "@opend/sim";
import { rejectionOf } from "@opend/test-kit/caught";
import { describe, expect, it } from "vitest";
import { open } from "../testing/open.js";
import { openAccount } from "./open-account.js";
import { unlockTrade } from "./unlock-trade.js";

// The simulator's trades of HK.00700 begin with 471.84 and 471.42.
const order = { code: "HK.00700", side: "Buy", quantity: 200, price: 471.5 } as const;
const header = { trdEnv: 0, accID: 1n, trdMarket: 1 };

async function openPaper() {
  const clock = createManualClock(Date.UTC(2026, 4, 8, 2));
  const { client, gateway } = await open({ clock });
  return { client, gateway, account: await openAccount(client, { paper: true, market: "HK" }) };
}

async function openReal() {
  const tradePassword = randomBytes(8).toString("hex");
  const { client, gateway } = await open({ tradePassword });
  await unlockTrade(client, { password: tradePassword });
  return { client, gateway, account: await openAccount(client, { paper: false, market: "HK" }) };
}

describe("a paper account", () => {
  it("places an order, which fills and becomes a position", async () => {
    const { gateway, account } = await openPaper();
    const ids = await account.placeOrder({ ...order, remark: "first" });
    const [placed] = await account.orders();
    expect(placed).toMatchObject({
      ...ids,
      ...order,
      type: "Normal",
      status: "Submitted",
      isOpen: true,
      name: "Simulated HK.00700",
      filledQuantity: 0,
      averageFillPrice: undefined,
      timeInForce: "DAY",
      currency: "HKD",
      remark: "first",
      error: undefined,
      createTime: "2026-05-08 10:00:00",
      createTimestamp: Date.UTC(2026, 4, 8, 2) / 1000,
      raw: { orderID: ids.orderId },
    });
    expect(await account.funds()).toMatchObject({
      cash: 1_000_000,
      frozenCash: 94_300,
      buyingPower: 905_700,
      byCurrency: [],
    });
    gateway.pushNow();
    const [filled] = await account.orders({ ids: [ids.orderId], statuses: ["Filled_All"], refresh: true });
    expect(filled).toMatchObject({ ...ids, isOpen: false, filledQuantity: 200, averageFillPrice: 471.42 });
    expect(await account.positions({ codes: ["HK.00700"] })).toMatchObject([
      {
        code: "HK.00700",
        side: "Long",
        quantity: 200,
        sellableQuantity: 200,
        dilutedCost: 471.42,
        averageCost: undefined,
        marketValue: 94_284,
        profit: 0,
        currency: "HKD",
      },
    ]);
    expect(await account.positions({ codes: ["HK.00005"] })).toEqual([]);
    expect(await account.orderHistory({ from: "2026-05-08", to: "2026-05-08" })).toEqual([filled]);
  });

  it("modifies and cancels by either id", async () => {
    const { account } = await openPaper();
    const { orderId, orderIdEx = "" } = await account.placeOrder({ ...order, price: 400 });
    expect(await account.modifyOrder(orderId, { quantity: 300, price: 401 })).toEqual({ orderId, orderIdEx });
    expect(await account.modifyOrder(orderIdEx, { quantity: 300, price: 402 })).toEqual({ orderId, orderIdEx });
    expect(await account.orders()).toMatchObject([{ quantity: 300, price: 402, isOpen: true }]);
    expect(await account.disableOrder(orderId)).toEqual({ orderId, orderIdEx });
    expect(await account.orders()).toMatchObject([{ status: "Disabled", isOpen: false }]);
    await account.enableOrder(orderIdEx);
    await account.cancelOrder(orderId);
    expect(await account.orders({ statuses: ["Cancelled_All"] })).toMatchObject([{ orderId }]);
    await account.deleteOrder(orderId);
    expect(await account.orders()).toEqual([]);
  });

  it("reports the gateway's refusals as errors: with its text, and not retryable", async () => {
    const { account } = await openPaper();
    const refusal = { code: "GatewayError", retType: -1, retryable: false };
    const cases = [
      [() => account.placeOrder({ ...order, quantity: 150 }), "lot size"],
      [() => account.placeOrder({ ...order, side: "Sell" }), "sold short"],
      [() => account.cancelOrder(1n), "no order 1"],
      [() => account.fills(), "real accounts only"],
      [() => account.fillHistory({ from: "2026-05-01", to: "2026-05-08" }), "real accounts only"],
      [() => account.orderFees(["SIM1"]), "no fees"],
      [() => account.cancelAllOrders(), "all at once"],
    ] as const;
    for (const [ask, retMsg] of cases) {
      expect(await rejectionOf(ask())).toMatchObject({ ...refusal, retMsg: expect.stringContaining(retMsg) });
    }
  });

  it("sends nothing that is invalid", async () => {
    const { gateway, account } = await openPaper();
    expect(await rejectionOf(account.placeOrder({ ...order, code: "US.AAPL" }))).toMatchObject({ code: "InvalidCode" });
    expect(await rejectionOf(account.placeOrder({ ...order, price: 0 }))).toMatchObject({ code: "InvalidOption" });
    expect(await rejectionOf(account.modifyOrder(1n, { quantity: 0 }))).toMatchObject({ code: "InvalidOption" });
    // @ts-expect-error: not a status
    expect(await rejectionOf(account.orders({ statuses: ["filled-all"] }))).toMatchObject({
      code: "InvalidOption",
      option: "statuses",
      message: expect.stringMatching(/^statuses is "filled-all": did you mean Filled_All\? Others are Unsubmitted, /),
    });
    // @ts-expect-error: not a type
    const asked = account.maxQuantities({ code: "HK.00700", price: 1, type: "limit" });
    expect(await rejectionOf(asked)).toMatchObject({ message: expect.stringContaining("did you mean Normal?") });
    // @ts-expect-error: not a currency
    expect(await rejectionOf(account.funds({ currency: "RMB" }))).toMatchObject({ option: "currency" });
    expect([Trd_PlaceOrder, Trd_ModifyOrder].map((protocol) => gateway.requestCount(protocol))).toEqual([0, 0]);
  });

  it("reports how much can be traded, and at which margin", async () => {
    const { account } = await openPaper();
    const { orderId, orderIdEx } = await account.placeOrder({ ...order, price: 400, quantity: 1000 });
    const asked = { code: "HK.00700", price: 400 };
    expect(await account.maxQuantities(asked)).toMatchObject({ cashBuy: 1500, positionSell: 0, sellShort: 0 });
    for (const each of [orderId, orderIdEx]) {
      expect(await account.maxQuantities({ ...asked, type: "Normal", order: each })).toMatchObject({ cashBuy: 2500 });
    }
    expect(await account.marginRatios(["HK.00700", "US.AAPL"])).toMatchObject([
      { code: "HK.00700", isLongPermit: false },
      { code: "US.AAPL", isLongPermit: false },
    ]);
  });
});

describe("a real account that is unlocked", () => {
  it("has deals, fees and money by currency", async () => {
    const { account } = await openReal();
    const { orderId, orderIdEx = "" } = await account.placeOrder({ ...order, price: undefined, type: "Market" });
    const fills = await account.fills();
    expect(fills).toMatchObject([
      { orderId, orderIdEx, code: "HK.00700", side: "Buy", quantity: 200, price: 471.84, status: "OK" },
    ]);
    const [day = ""] = (fills[0]?.createTime ?? "").split(" ");
    expect(await account.fillHistory({ from: day, to: day, ids: [fills[0]?.fillId ?? 0n] })).toEqual(fills);
    expect(await account.orderFees([orderIdEx])).toEqual([
      { orderIdEx, total: 0, items: [{ title: "Simulated: no fees", amount: 0 }] },
    ]);
    expect(await account.funds({ currency: "HKD" })).toMatchObject({
      currency: "HKD",
      byCurrency: [
        { currency: "HKD", cash: 1_000_000 - 200 * 471.84 },
        { currency: "USD", cash: 1_000_000, withdrawable: 1_000_000, cashBuyingPower: 1_000_000 },
        { currency: "CNH", cash: 1_000_000, withdrawable: 1_000_000, cashBuyingPower: 1_000_000 },
      ],
    });
    expect(await account.positions()).toMatchObject([{ averageCost: 471.84 }]);
  });

  it("cancels all its orders of the market", async () => {
    const { account } = await openReal();
    for (const price of [300, 301]) await account.placeOrder({ ...order, price });
    await account.cancelAllOrders();
    expect((await account.orders()).map(({ status }) => status)).toEqual(["Cancelled_All", "Cancelled_All"]);
  });
});

describe("a reply that lacks its subject", () => {
  it("is an error, which for an order says that it was placed", async () => {
    const { client } = await open({
      handlers: [
        handle(Trd_PlaceOrder, () => ({ header, orderIDEx: "FT1" })),
        handle(Trd_GetFunds, () => ({ header })),
        handle(Trd_GetMaxTrdQtys, () => ({ header })),
      ],
    });
    const account = await openAccount(client, { paper: true, market: "HK" });
    const placed = await rejectionOf(account.placeOrder(order));
    expect(placed).toMatchObject({ code: "MalformedMessage", path: "orderID" });
    expect(placed).toMatchObject({ message: expect.stringMatching(/was placed.*FT1/) });
    expect(await rejectionOf(account.funds())).toMatchObject({ code: "MalformedMessage", path: "funds" });
    const max = account.maxQuantities({ code: "HK.00700", price: 1 });
    expect(await rejectionOf(max)).toMatchObject({ code: "MalformedMessage", path: "maxTrdQtys" });
  });
});
