import { PassThrough } from "node:stream";
import { Trd_Common } from "@opend/core/protocols";
import { refuse } from "@opend/sim";
import { describe, expect, it } from "vitest";
import { type BrokerOptions, orderOf, paper, real, startBroker, typing } from "./testing/fake-broker.js";

const { OrderStatus, OrderType, TrdMarket } = Trd_Common;

const stop = { orderType: OrderType.Stop, price: 0, auxPrice: 290 };
const trailing = { orderType: OrderType.TrailingStopLimit, price: 0, trailType: 1, trailValue: 5, trailSpread: 0.5 };

/** A gateway whose paper account has orders. */
const withPaper = (...orders: Trd_Common.Order[]) => startBroker({ orders: new Map([[paper.accID, orders]]) });
const withReal = (orders: Trd_Common.Order[], options: BrokerOptions = {}) =>
  startBroker({ orders: new Map([[real.accID, orders]]), ...options });

describe("opend order modify", () => {
  it.each<[string, Partial<Trd_Common.Order>, string[], object, string]>([
    ["a quantity", {}, ["--quantity", "200"], { qty: 200, price: 300 }, "quantity 100 → 200"],
    ["a price", {}, ["--price", "310.5"], { qty: 100, price: 310.5 }, "price 300 → 310.5"],
    ["both", {}, ["--price", "1", "--quantity", "5"], { qty: 5, price: 1 }, "quantity 100 → 5, price 300 → 1"],
    ["the quantity of a stop order", stop, ["--quantity", "50"], { qty: 50, auxPrice: 290 }, "quantity 100 → 50"],
    ["a trigger", stop, ["--trigger", "280"], { qty: 100, auxPrice: 280 }, "trigger 290 → 280"],
    [
      "a trail",
      trailing,
      ["--trail-amount", "2"],
      { qty: 100, trailType: 2, trailValue: 2, trailSpread: 0.5 },
      "trail 5 % → 2",
    ],
    [
      "a spread",
      trailing,
      ["--trail-spread", "1"],
      { qty: 100, trailType: 1, trailValue: 5, trailSpread: 1 },
      "spread 0.5 → 1",
    ],
  ])("changes %s, and sends the rest as it is", async (_, fields, options, change, text) => {
    const { sent, opend } = await withPaper(orderOf(5n, fields));
    const { code, stdout, stderr } = await opend(["order", "modify", "5", ...options]);
    expect({ code, stdout }, stderr).toEqual({ code: 0, stdout: "5\n" });
    expect(stderr).toContain(`: ${text}.\n`);
    expect(sent).toEqual([{ accID: 11n, trdMarket: 1, orderID: 5n, modifyOrderOp: 1, ...change }]);
  });

  it.each<[string, Partial<Trd_Common.Order>, string[], number, string]>([
    ["nothing to change", {}, [], 2, "name what to change: --quantity, --price"],
    [
      "a trigger of a limit order",
      {},
      ["--trigger", "1"],
      2,
      "--trigger is not for order 5, which has the type Normal",
    ],
    ["the price of a stop order", stop, ["--price", "1"], 2, "--price is not for order 5, which has the type Stop"],
    ["what the gateway does not tell", { ...stop, auxPrice: 0 }, ["--quantity", "1"], 2, "give --trigger too"],
    ["two trails", trailing, ["--trail-amount", "1", "--trail-percent", "1"], 2, "and not both"],
    ["half a share", {}, ["--quantity", "1.5"], 2, "opend: the quantity is a whole number"],
    ["a wrong quantity", {}, ["--quantity", "0"], 2, "--quantity is a number above 0, such as 100, not 0"],
    ["a trail of 200 %", trailing, ["--trail-percent", "200"], 2, "Give a percentage above 0 and below 100"],
    [
      "an order that was filled",
      { orderStatus: OrderStatus.Filled_All },
      ["--price", "1"],
      1,
      "order 5 (Buy 100 HK.00700 at 300) was not modified: it is Filled_All",
    ],
  ])("does not send %s", async (_, fields, options, exitCode, message) => {
    const { sent, opend } = await withPaper(orderOf(5n, fields));
    const { code, stdout, stderr } = await opend(["order", "modify", "5", ...options]);
    expect(stderr).toContain(message);
    expect({ code, stdout, sent }).toEqual({ code: exitCode, stdout: "", sent: [] });
  });

  it("sends nothing for an order that is like that already", async () => {
    const { sent, opend } = await withPaper(orderOf(5n));
    const { code, stdout, stderr } = await opend(["order", "modify", "5", "--price", "300"]);
    expect({ code, stdout, sent }).toEqual({ code: 0, stdout: "5\n", sent: [] });
    expect(stderr).toContain("nothing was sent: order 5");
  });

  it("asks before it changes an order with real money, in the market of the order", async () => {
    const order = orderOf(5n, { code: "AAPL", secMarket: 2, trdMarket: TrdMarket.US });
    const { sent, opend } = await withReal([order]);
    const modify = ["order", "modify", "5", "--price", "310", "--real"];
    expect(await opend(modify)).toMatchObject({ code: 2, stderr: expect.stringContaining("nobody can type here") });
    expect(await opend(modify, typing(new PassThrough(), "no\r"))).toMatchObject({ code: 2 });
    expect(await opend(modify, typing(new PassThrough(), "\u0003"))).toMatchObject({ code: 130 });
    expect(sent).toEqual([]);
    const { code, stderr } = await opend(modify, typing(new PassThrough(), "real\r"));
    expect(code).toBe(0);
    expect(stderr).toContain(
      "REAL MONEY: Modify order 5 (Buy 100 US.AAPL at 300) on the REAL account 21, market US: price 300 → 310.",
    );
    expect(sent).toEqual([{ accID: 21n, trdMarket: 2, orderID: 5n, modifyOrderOp: 1, qty: 100, price: 310 }]);
  });

  it("says that the order was filled in the meantime", async () => {
    const onModify = (order: Trd_Common.Order) => {
      order.orderStatus = OrderStatus.Filled_All;
      refuse("this order cannot be changed");
    };
    const { opend } = await withReal([orderOf(5n)], { onModify });
    const { code, stderr } = await opend(["order", "modify", "5", "--price", "310", "--real", "--yes"]);
    expect(stderr).toContain("opend: order 5 (Buy 100 HK.00700 at 300) was not modified: it is Filled_All by now\n");
    expect(code).toBe(1);
  });

  it("prints JSON with ids as texts", async () => {
    const { opend } = await withPaper(orderOf(7_290_000_000_000_000_001n));
    const { stdout } = await opend(["order", "modify", "7290000000000000001", "--price", "310", "--json"]);
    expect(JSON.parse(stdout)).toEqual({
      orderId: "7290000000000000001",
      orderIdEx: "ex7290000000000000001",
      account: "11",
      market: "HK",
      isPaper: true,
      code: "HK.00700",
      simulated: true,
    });
  });
});
