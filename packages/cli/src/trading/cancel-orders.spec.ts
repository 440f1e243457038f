import { PassThrough } from "node:stream";
import { createManualClock } from "@opend/core";
import { Trd_Common, Trd_ModifyOrder } from "@opend/core/protocols";
import { dropConnection, refuse } from "@opend/sim";
import { driveClock } from "@opend/test-kit/drive-clock";
import { describe, expect, it } from "vitest";
import { Interrupt } from "../base/interrupt.js";
import { orderOf, paper, real, startBroker, typing } from "./testing/fake-broker.js";

const { OrderStatus, TrdMarket } = Trd_Common;

const second = { ...paper, accID: 12n, simAccType: 2 };
const cancelOf = (accID: bigint, orderID: bigint, trdMarket = 1) => ({ accID, trdMarket, orderID, modifyOrderOp: 2 });
const toCanceled = (order: Trd_Common.Order) => {
  order.orderStatus = OrderStatus.Cancelled_All;
};

/** Orders of two accounts on paper: three are open, and of one of them nobody knows. */
function startWithFive() {
  const orders = new Map([
    [paper.accID, [orderOf(1n), orderOf(2n, { orderStatus: OrderStatus.Filled_All }), orderOf(3n, { code: "00005" })]],
    [
      second.accID,
      [orderOf(4n, { orderStatus: OrderStatus.TimeOut }), orderOf(5n, { orderStatus: OrderStatus.Failed })],
    ],
  ]);
  return startBroker({ accounts: [paper, second, real], orders, onModify: toCanceled });
}

it("opend orders says of an order that nobody knows what became of it", async () => {
  const { opend } = await startWithFive();
  const { stdout, stderr } = await opend(["orders", "--json"]);
  expect(stderr).toContain("1 order has a status that does not say what became of it: it may still be filled");
  expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ orderId: "4", isOpen: true, status: "TimeOut" }));
});

describe("opend order cancel", () => {
  it("cancels several orders by their ids, each once", async () => {
    const { sent, opend } = await startWithFive();
    const { code, stderr } = await opend(["order", "cancel", "1", "4", "1"]);
    expect({ code, sent }, stderr).toEqual({ code: 0, sent: [cancelOf(11n, 1n), cancelOf(12n, 4n)] });
    expect(stderr).toContain("Canceled: order 1 (Buy 100 HK.00700 at 300) on the paper account 11, market HK.\n");
  });

  it.each<[string[], bigint[]]>([
    [["--all"], [1n, 3n, 4n]],
    [
      ["--all", "--account", "11"],
      [1n, 3n],
    ],
    [
      ["--all", "--code", "hk.00700"],
      [1n, 4n],
    ],
    [["--all", "--code", "HK.00001"], []],
    [["--all", "--trade-market", "HK", "--paper-kind", "option"], [4n]],
  ])("cancels exactly those that are open with %j", async (options, ids) => {
    const { sent, opend } = await startWithFive();
    const { code, stdout, stderr } = await opend(["order", "cancel", ...options]);
    expect({ code, stdout }, stderr).toEqual({ code: 0, stdout: "" });
    expect(sent).toEqual(ids.map((id) => cancelOf(id === 4n ? 12n : 11n, id)));
    if (ids.length > 1) for (const id of ids) expect(stderr).toMatch(new RegExp(`^1[12] +HK +${id} +HK\\.`, "m"));
    if (ids.length === 0) expect(stderr).toContain("There are no open orders.");
  });

  it.each<[string[], string]>([
    [[], "name orders by their ids, as `opend orders` lists them, or all that are open with --all"],
    [["1", "--all"], "name orders by their ids"],
    [["1", "--code", "HK.00700"], "--code goes with --all"],
    [["1", "7", "8"], "no paper account has an order 7 or 8 of today. `opend orders` lists them"],
  ])("sends nothing for %j", async (options, message) => {
    const { sent, opend } = await startWithFive();
    const { code, stderr } = await opend(["order", "cancel", ...options]);
    expect(stderr).toContain(message);
    expect({ code, sent }).toEqual({ code: 2, sent: [] });
  });

  it("lists the accounts when two have the order", async () => {
    const orders = new Map([
      [paper.accID, [orderOf(1n)]],
      [second.accID, [orderOf(1n)]],
    ]);
    const { sent, opend } = await startBroker({ accounts: [paper, second], orders });
    const { code, stderr } = await opend(["order", "cancel", "1"]);
    expect(stderr).toContain("2 accounts have an order 1: choose one with --account: 11 (");
    expect({ code, sent }).toEqual({ code: 2, sent: [] });
    expect((await opend(["order", "cancel", "1", "--account", "12"])).code).toBe(0);
    expect(sent).toEqual([cancelOf(12n, 1n)]);
  });

  it("asks once for all orders with real money, unlocks once, and keeps to the market of each", async () => {
    const us = { code: "AAPL", secMarket: 2, trdMarket: TrdMarket.US };
    const cn = { code: "600519", secMarket: 31, trdMarket: TrdMarket.HKCC };
    const orders = new Map([[real.accID, [orderOf(1n), orderOf(2n, us), orderOf(3n, cn)]]]);
    const { sent, opend, unlockCount } = await startBroker({ orders, onModify: toCanceled });
    const all = ["order", "cancel", "--all", "--real"];
    const env = { OPEND_TRADE_PASSWORD: "sesame" };
    expect(await opend(all)).toMatchObject({ code: 2, stderr: expect.stringContaining("Add --yes to confirm") });
    expect((await opend(all, typing(new PassThrough(), "\u0003"))).code).toBe(130);
    expect([sent, unlockCount()]).toEqual([[], 0]);
    const { code, stderr } = await opend(all, { ...typing(new PassThrough(), "real\r"), env });
    expect({ code, asked: stderr.split("REAL MONEY: Cancel these 3 orders.").length - 1 }).toEqual({
      code: 0,
      asked: 1,
    });
    expect(stderr.indexOf("US.AAPL")).toBeLessThan(stderr.indexOf("REAL MONEY"));
    expect(unlockCount()).toBe(1);
    const byMarket = [cancelOf(21n, 1n, 1), cancelOf(21n, 2n, 2), cancelOf(21n, 3n, 4)];
    expect(sent).toEqual(byMarket);
  });

  it("goes on after a refusal, and says which orders were not canceled and why", async () => {
    const orders = new Map([[paper.accID, [orderOf(1n), orderOf(2n), orderOf(3n), orderOf(4n)]]]);
    const onModify = (order: Trd_Common.Order) => {
      if (order.orderID === 1n) refuse("the market is closed");
      if (order.orderID === 3n) order.orderStatus = OrderStatus.Filled_All;
      if (order.orderID === 4n) order.orderStatus = OrderStatus.Cancelled_All;
      if (order.orderID !== 2n) refuse("this order cannot be canceled");
    };
    const { sent, opend } = await startBroker({ orders, onModify });
    const { code, stdout, stderr } = await opend(["order", "cancel", "--all", "--json"]);
    expect(code).toBe(1);
    expect(sent).toHaveLength(4);
    expect(stderr).toContain(
      "order 1 (Buy 100 HK.00700 at 300) was not canceled: Trd_ModifyOrder: failed (retType -1): the market is closed.\n",
    );
    expect(stderr).toContain("Canceled: order 2 (");
    expect(stderr).toContain("order 3 (Buy 100 HK.00700 at 300) was not canceled: it is Filled_All by now.\n");
    expect(stderr).toContain("Canceled by now, and not by this command: order 4 (");
    expect(stderr).toMatch(/opend: 2 of 4 orders were not canceled\n$/);
    expect(JSON.parse(stdout)).toMatchObject([
      { orderId: "1", isCanceled: false, reason: expect.stringContaining("the market is closed") },
      { orderId: "2", isCanceled: true, reason: null },
      { orderId: "3", isCanceled: false, reason: "it is Filled_All by now" },
      { orderId: "4", isCanceled: true, reason: null },
    ]);
  });

  it("says what became of an order that cannot be canceled any more, and sends nothing", async () => {
    const { sent, opend } = await startWithFive();
    const { code, stderr } = await opend(["order", "cancel", "2"]);
    expect(stderr).toMatch(/opend: order 2 \(Buy 100 HK\.00700 at 300\) was not canceled: it is Filled_All\n$/);
    expect({ code, sent }).toEqual({ code: 1, sent: [] });
  });

  it("says that an order may have been canceled when the reply is lost, and cancels the others", async () => {
    const orders = new Map([[paper.accID, [orderOf(1n), orderOf(2n)]]]);
    const faults = [dropConnection({ protocol: Trd_ModifyOrder, times: 1 })];
    const { gateway, opend } = await startBroker({ orders, faults });
    const { code, stderr } = await opend(["order", "cancel", "--all"]);
    expect(stderr).toMatch(
      /order 1 \(.*\) may not be canceled: .* It may have been carried out: look at `opend orders`/,
    );
    expect(stderr).toMatch(/order 2 \(/);
    expect(code).toBe(1);
    expect(gateway.requestCount(Trd_ModifyOrder)).toBeLessThanOrEqual(2);
  });

  it("waits for the frequency limit with many orders, and says so", async () => {
    const ids = Array.from({ length: 30 }, (_, index) => BigInt(index + 1));
    const orders = new Map([[paper.accID, ids.map((id) => orderOf(id))]]);
    const clock = createManualClock(1_800_000_000_000);
    const { gateway, sent, opend } = await startBroker({ orders, clock, onModify: toCanceled });
    const progress = () => gateway.requestCount(Trd_ModifyOrder);
    const { code, stderr } = await driveClock(clock, progress, opend(["order", "cancel", "--all"], { clock }));
    expect({ code, count: sent.length }, stderr).toEqual({ code: 0, count: 30 });
    expect(stderr).toMatch(/Waits (?:2\d|30) s for the gateway's frequency limit\.\n/);
    expect(stderr.match(/Canceled: order/g)).toHaveLength(30);
  });

  it("waits when the gateway refuses one as too many", async () => {
    const orders = new Map([[paper.accID, [orderOf(1n)]]]);
    const clock = createManualClock(1_800_000_000_000);
    let isFirst = true;
    const onModify = (order: Trd_Common.Order) => {
      if (isFirst) {
        isFirst = false;
        refuse("Modify Order request failed due to high frequency. Maximum 20 times per 30 seconds.");
      }
      toCanceled(order);
    };
    const { gateway, opend } = await startBroker({ orders, clock, onModify });
    const progress = () => gateway.requestCount(Trd_ModifyOrder);
    const { code, stderr } = await driveClock(clock, progress, opend(["order", "cancel", "1"], { clock }));
    expect(code, stderr).toBe(0);
    expect(progress()).toBe(2);
  });

  it("sends no more after Ctrl-C, and says what was not sent", async () => {
    const orders = new Map([[paper.accID, [orderOf(1n), orderOf(2n), orderOf(3n)]]]);
    const interrupt = new Interrupt();
    const onModify = (order: Trd_Common.Order) => {
      toCanceled(order);
      interrupt.take("SIGINT");
    };
    const { sent, opend } = await startBroker({ orders, onModify });
    const { code, stderr } = await opend(["order", "cancel", "--all"], { interrupt });
    expect({ code, count: sent.length }).toEqual({ code: 130, count: 1 });
    const advice = "It may have been carried out: look at `opend orders`";
    expect(stderr).toContain(`order 1 (Buy 100 HK.00700 at 300) may not be canceled: interrupted. ${advice}.\n`);
    expect(stderr).toMatch(/order 2 \(.*\) was not canceled: it was not sent: interrupted\.\n/);
    expect(stderr).toMatch(/order 3 \(.*\) was not canceled: it was not sent: interrupted\.\n/);
  });
});
