import { type C2SOf, createManualClock } from "@opend/core";
import {
  Trd_Common,
  Trd_GetComboMaxTrdQtys,
  Trd_GetFunds,
  Trd_GetHistoryOrderList,
  Trd_GetMaxTrdQtys,
  Trd_GetOrderList,
  Trd_GetPositionList,
  Trd_ModifyOrder,
  Trd_PlaceComboOrder,
  Trd_PlaceOrder,
  Trd_SubAccPush,
  Trd_UpdateOrder,
} from "@opend/core/protocols";
import { describe, expect, test } from "vitest";
import type { GatewayOptions } from "../gateway/gateway-options.js";
import { start } from "../testing/gateways.js";
import { enterToTrade } from "../testing/trading-client.js";

const { OrderStatus, ModifyOrderOp } = Trd_Common;
// The trades of HK.00700 begin with 471.84 (1,700 shares), 471.42 (1,900), 471.88 (900), 472.34, 471.79 (1,500).
const firstPrice = 471.84;
const secondPrice = 471.42;
const cash = 1_000_000;

async function setup(options: Partial<GatewayOptions> = {}, transport: "tcp" | "websocket" = "tcp") {
  const clock = createManualClock(Date.UTC(2026, 4, 8, 2));
  const gateway = await start({ clock, pushIntervalMs: false, rateLimit: false, ...options });
  const client = await enterToTrade(gateway, transport);
  const header = await client.header({});
  const order = { header, trdSide: 1, orderType: 1, code: "00700", qty: 200, price: 471.5 };
  const place = (changes: Partial<C2SOf<typeof Trd_PlaceOrder>> = {}) =>
    client.get(Trd_PlaceOrder, { ...order, ...changes });
  const modify = (orderID: bigint | undefined, op: number, changes: Partial<C2SOf<typeof Trd_ModifyOrder>> = {}) =>
    client.ask(Trd_ModifyOrder, { header, orderID: orderID ?? 0n, modifyOrderOp: op, ...changes });
  const orders = async () => (await client.get(Trd_GetOrderList, { header, filterStatusList: [] })).orderList;
  const funds = async () => (await client.get(Trd_GetFunds, { header })).funds;
  const positions = async () => (await client.get(Trd_GetPositionList, { header })).positionList;
  return { clock, gateway, client, header, order, place, modify, orders, funds, positions };
}

describe.each(["tcp", "websocket"] as const)("an order on the paper account, over %s", (transport) => {
  test("rests, fills when the market reaches its price, and becomes a position", async () => {
    const { gateway, client, header, place, orders, funds, positions } = await setup({}, transport);
    await client.get(Trd_SubAccPush, { accIDList: [header.accID] });
    const { orderID, orderIDEx } = await place({ remark: "first" });
    const placed = await client.nextPush(Trd_UpdateOrder);
    expect(placed).toMatchObject({
      header,
      order: { orderID, orderIDEx, orderStatus: OrderStatus.Submitted },
    });
    expect(placed.order).toMatchObject({ name: "Simulated HK.00700", remark: "first", fillQty: 0, price: 471.5 });
    expect(await funds()).toMatchObject({ cash, frozenCash: 94_300, power: cash - 94_300, totalAssets: cash });
    expect(await positions()).toEqual([]);

    gateway.pushNow();
    const { order } = await client.nextPush(Trd_UpdateOrder);
    expect(order).toMatchObject({ orderID, orderStatus: 11, fillQty: 200, fillAvgPrice: secondPrice });
    expect(await orders()).toEqual([order]);
    expect(await funds()).toMatchObject({
      cash: cash - 200 * secondPrice,
      frozenCash: 0,
      marketVal: 200 * secondPrice,
      totalAssets: cash,
    });
    const [position] = await positions();
    expect(position).toMatchObject({ code: "00700", qty: 200, canSellQty: 200, costPrice: secondPrice, plVal: 0 });
    // The gateway keeps trading the securities of positions.
    gateway.pushNow();
    expect(await positions()).toMatchObject([{ price: 471.88, plVal: 92, val: 200 * 471.88 }]);
    expect(gateway.violations).toEqual([]);
  });
});

describe("an order on the paper account", () => {
  test("fills at once at market, and can be sold again", async () => {
    const { place, orders, funds, positions } = await setup();
    await place({ orderType: 2, price: undefined, qty: 2000 });
    expect(await orders()).toMatchObject([{ orderStatus: 11, fillQty: 2000, fillAvgPrice: firstPrice }]);
    await place({ trdSide: 2, orderType: 2, qty: 2000 });
    expect(await positions()).toEqual([]);
    expect(await funds()).toMatchObject({ cash, power: cash, marketVal: 0 });
  });

  test("fills in parts, as far as the traded volume allows", async () => {
    const { gateway, place, orders, positions } = await setup();
    await place({ qty: 2000, price: 472 });
    expect(await orders()).toMatchObject([{ orderStatus: 10, fillQty: 1700, fillAvgPrice: firstPrice }]);
    gateway.pushNow();
    expect(await orders()).toMatchObject([{ orderStatus: 11, fillQty: 2000, fillAvgPrice: 471.777 }]);
    expect(await positions()).toMatchObject([{ qty: 2000, dilutedCostPrice: 471.777 }]);
  });

  test("can be canceled when a part has filled, which stays filled", async () => {
    const { place, modify, orders, funds } = await setup();
    const { orderID } = await place({ qty: 100 });
    await place({ qty: 2000, price: 472 });
    const [, second] = await orders();
    for (const each of [orderID, second?.orderID]) {
      expect(await modify(each, ModifyOrderOp.Cancel)).toMatchObject({ retType: 0 });
    }
    expect(await orders()).toMatchObject([{ orderStatus: 15 }, { orderStatus: 14, fillQty: 1700 }]);
    expect(await funds()).toMatchObject({ frozenCash: 0 });
    expect(await modify(orderID, ModifyOrderOp.Cancel)).toMatchObject({ retType: -1 });
  });

  test("cancels its unfilled part at once if it is immediate-or-cancel", async () => {
    const { place, orders } = await setup();
    await place({ timeInForce: Trd_Common.TimeInForce.IOC });
    await place({ timeInForce: Trd_Common.TimeInForce.IOC, price: 472, qty: 2000 });
    expect(await orders()).toMatchObject([{ orderStatus: 15 }, { orderStatus: 14, fillQty: 1700 }]);
  });

  test("can be modified, and fills when the market reaches the new price", async () => {
    const { place, modify, orders } = await setup();
    const { orderID, orderIDEx } = await place({ price: 400 });
    expect(await modify(orderID, ModifyOrderOp.Normal, { qty: 300, price: 470 })).toMatchObject({
      retType: 0,
      s2c: { orderID, orderIDEx },
    });
    expect(await orders()).toMatchObject([{ orderStatus: 5, qty: 300, price: 470 }]);
    await modify(0n, ModifyOrderOp.Normal, { orderIDEx, qty: 300, price: 480 });
    expect(await orders()).toMatchObject([{ orderStatus: 11, fillQty: 300, fillAvgPrice: firstPrice }]);
  });

  test("can be disabled, enabled and deleted in HK", async () => {
    const { gateway, place, modify, orders } = await setup();
    const { orderID } = await place();
    await modify(orderID, ModifyOrderOp.Disable);
    gateway.pushNow();
    expect(await orders()).toMatchObject([{ orderStatus: 22, fillQty: 0 }]);
    await modify(orderID, ModifyOrderOp.Enable);
    gateway.pushNow();
    expect(await orders()).toMatchObject([{ orderStatus: 11, fillQty: 200 }]);
    const { orderID: other } = await place({ price: 400 });
    expect(await modify(other, ModifyOrderOp.Delete)).toMatchObject({ retType: -1 });
    await modify(other, ModifyOrderOp.Cancel);
    await modify(other, ModifyOrderOp.Delete);
    expect(await orders()).toMatchObject([{ orderID }]);
  });

  test("is listed today or while it is open, and becomes history once it is over", async () => {
    const { clock, gateway, header, place } = await setup();
    const { orderID: filled } = await place({ orderType: 2 });
    const { orderID: resting } = await place({ price: 400 });
    // Without heartbeats, a TCP connection would not survive that long.
    clock.advance(86_400_000);
    const client = await enterToTrade(gateway);
    const list = async (filterStatusList: number[] = []) =>
      (await client.get(Trd_GetOrderList, { header, filterStatusList })).orderList.map(({ orderID }) => orderID);
    expect(await list()).toEqual([resting]);
    expect(await list([OrderStatus.Filled_All])).toEqual([]);
    const history = async (beginTime: string) => {
      const filterConditions = {
        codeList: [],
        idList: [],
        orderIDExList: [],
        beginTime,
        endTime: "2026-12-31 00:00:00",
      };
      const { orderList } = await client.get(Trd_GetHistoryOrderList, {
        header,
        filterConditions,
        filterStatusList: [],
      });
      return orderList.map(({ orderID }) => orderID);
    };
    expect(await history("2026-05-08 10:00:00")).toEqual([filled]);
    expect(await history("2026-05-08 10:00:01")).toEqual([]);
  });
});

describe("a wrong order is refused", () => {
  test.each<[Partial<C2SOf<typeof Trd_PlaceOrder>>, RegExp]>([
    [{ qty: 150 }, /lot size, 100/],
    [{ qty: 0 }, /lot size/],
    [{ qty: -100 }, /lot size/],
    [{ price: 0 }, /price is 0/],
    [{ price: undefined }, /price is undefined/],
    [{ price: -1 }, /price is -1/],
    [{ qty: 10_000 }, /costs 4715000, and the buying power is 1000000/],
    [{ trdSide: 2 }, /0 can be: nothing is sold short/],
    [{ trdSide: 3 }, /side buy/],
    [{ orderType: 10, auxPrice: 500 }, /order type 10 is for real accounts/],
    [{ orderType: 0 }, /no order type 0/],
    [{ orderType: 2, timeInForce: 1 }, /market orders in HK are day orders/],
    [{ timeInForce: 3 }, /time in force 3/],
    [{ code: "700" }, /^Unknown stock. 700$/],
    [{ code: "AAPL" }, /^Unknown stock. AAPL$/],
    [{ code: "800000" }, /^Unknown stock. 800000$/],
    [{ secMarket: 2 }, /secMarket 2/],
    [{ remark: "騰".repeat(22) }, /64 bytes/],
  ])("with the reason: %o", async (changes, reason) => {
    const { client, order, orders } = await setup();
    expect(await client.refusal(Trd_PlaceOrder, { ...order, ...changes })).toMatch(reason);
    expect(await orders()).toEqual([]);
  });

  test.each<[Partial<Trd_Common.TrdHeader>, RegExp]>([
    [{ trdEnv: 1 }, /trdEnv 1, and account .* has trdEnv 0/],
    [{ trdMarket: 2 }, /does not trade in market 2/],
    [{ accID: 1n }, /no account 1/],
  ])("for its header: %o", async (changes, reason) => {
    const { client, header, order } = await setup();
    const wrong = { ...header, ...changes };
    expect(await client.refusal(Trd_PlaceOrder, { ...order, header: wrong })).toMatch(reason);
    expect(await client.refusal(Trd_GetFunds, { header: wrong })).toMatch(reason);
  });

  test("for a packet id that was used before or belongs to another connection", async () => {
    const { gateway, client, order, orders } = await setup();
    expect(await client.ask(Trd_PlaceOrder, order, 77)).toMatchObject({ retType: 0 });
    expect(await client.ask(Trd_PlaceOrder, order, 77)).toMatchObject({
      retType: -1,
      retMsg: expect.stringMatching("replay"),
    });
    const other = await enterToTrade(gateway);
    const foreign = Trd_PlaceOrder.withPacketId?.(order, { connID: client.connId, serialNo: 1 }) ?? order;
    expect(await other.raw.ask(Trd_PlaceOrder, foreign)).toMatchObject({
      retType: -1,
      retMsg: expect.stringMatching("this connection is"),
    });
    expect(await other.ask(Trd_PlaceOrder, order, 77)).toMatchObject({ retType: 0 });
    expect(await orders()).toHaveLength(2);
  });

  test.each<[number, Partial<C2SOf<typeof Trd_ModifyOrder>>, RegExp]>([
    [1, { qty: 300 }, /both qty and price/],
    [1, { qty: 1_000_000, price: 400 }, /buying power/],
    [1, { qty: 50, price: 400 }, /lot size/],
    [4, {}, /is not disabled/],
    [9, {}, /no modifyOrderOp 9/],
    [2, { orderID: 1n }, /no order 1/],
    [2, { forAll: true, orderID: 0n }, /cannot be canceled all at once/],
  ])("for a wrong change: op %d, %o", async (op, changes, reason) => {
    const { place, modify } = await setup();
    const { orderID } = await place();
    const { retType, retMsg } = await modify(orderID, op, changes);
    expect(retType).toBe(-1);
    expect(retMsg).toMatch(reason);
  });
});

test("an order with an unknown securities market (0) goes to the account's market", async () => {
  const { place, orders } = await setup();
  await place({ secMarket: Trd_Common.TrdSecMarket.Unknown });
  expect(await orders()).toMatchObject([{ code: "00700", secMarket: Trd_Common.TrdSecMarket.HK }]);
});

test("combo orders are refused, not simulated", async () => {
  const { client, header } = await setup();
  const combo = { header, comboLegs: [], qty: 1, orderType: 1 };
  expect(await client.refusal(Trd_PlaceComboOrder, combo)).toMatch(/not simulated/);
  expect(await client.refusal(Trd_GetComboMaxTrdQtys, combo)).toMatch(/not simulated/);
});

test("the maximum quantities follow from the money and the shares", async () => {
  const { client, header, place } = await setup();
  await place({ orderType: 2, qty: 300 });
  const { orderID } = await place({ price: 400, qty: 1000 });
  const asked = { header, orderType: 1, code: "00700", price: 400 };
  const max = async (more: Partial<C2SOf<typeof Trd_GetMaxTrdQtys>> = {}) =>
    (await client.get(Trd_GetMaxTrdQtys, { ...asked, ...more })).maxTrdQtys;
  expect(await max()).toMatchObject({ maxCashBuy: 1100, maxPositionSell: 300, maxSellShort: 0 });
  expect(await max({ orderID })).toMatchObject({ maxCashBuy: 2100 });
});

test("the same orders at the same times have the same results on any gateway", async () => {
  const run = async () => {
    const { clock, gateway, place, orders, funds } = await setup({ pushIntervalMs: 1000, rateLimit: false });
    await place({ price: 471.4, qty: 3000 / 2 });
    await place({ orderType: 2, qty: 300 });
    // The client sends no heartbeats, so the rounds must fit into 30 s.
    clock.advance(20_000);
    const [first] = await orders();
    return [gateway.connections, first, await funds()];
  };
  expect(await run()).toEqual(await run());
});
