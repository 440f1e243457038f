import { randomBytes } from "node:crypto";
import { createManualClock } from "@opend/core";
import { Trd_GetFunds, Trd_PlaceComboOrder, Trd_PlaceOrder } from "@opend/futu/protocols";
import { dropConnection, handle } from "@opend/sim";
import { driveClock } from "@opend/test-kit/drive-clock";
import { within } from "@opend/test-kit/within";
import { type Order, openAccount, unlockTrade } from "@opend/trade";
import { describe, expect, it } from "vitest";
import { rejectionOf } from "../testing/caught.js";
import { openTarget, targets } from "../testing/targets.js";

// The simulator's trades of HK.00700 begin with 471.84 and 471.42.
const [firstPrice, secondPrice] = [471.84, 471.42];
const limit = { code: "HK.00700", side: "Buy", quantity: 200, price: 471.5 } as const;
const market = { code: "HK.00700", side: "Buy", quantity: 200, type: "Market" } as const;
const paper = { paper: true, market: "HK" } as const;
const quiet = { pushIntervalMs: false } as const;
const reconnecting = { reconnect: { baseDelayMs: 1 }, retry: true } as const;
const settleMs = 5000;

describe.each(targets)("an order: $name", (target) => {
  it("rests, fills when the market reaches its price, and becomes a position; every step is pushed", async () => {
    const { client, gateway } = await openTarget(target, quiet);
    const account = await openAccount(client, paper);
    const seen: Order[] = [];
    const loop = (async () => {
      for await (const order of account.orderUpdates()) if (seen.push(order) === 2) return;
    })();
    const { orderId } = await account.placeOrder(limit);
    expect(await account.orders()).toMatchObject([{ orderId, status: "Submitted", filledQuantity: 0 }]);
    expect(await account.funds()).toMatchObject({ cash: 1_000_000, frozenCash: 94_300 });
    gateway.pushNow();
    await within(settleMs, loop);
    expect(seen.map(({ status, filledQuantity }) => [status, filledQuantity])).toEqual([
      ["Submitted", 0],
      ["Filled_All", 200],
    ]);
    expect(await account.positions()).toMatchObject([
      { code: "HK.00700", name: "Simulated HK.00700", quantity: 200, dilutedCost: secondPrice },
    ]);
    expect(await account.funds()).toMatchObject({ cash: 1_000_000 - 200 * secondPrice, frozenCash: 0 });
    expect(gateway.violations).toEqual([]);
  });

  it("is modified, canceled, and sold at market", async () => {
    const { client } = await openTarget(target, quiet);
    const account = await openAccount(client, paper);
    const { orderId } = await account.placeOrder({ ...limit, price: 400 });
    await account.modifyOrder(orderId, { quantity: 300, price: 401 });
    expect(await account.orders()).toMatchObject([{ quantity: 300, price: 401, isOpen: true }]);
    await account.cancelOrder(orderId);
    expect(await account.orders()).toMatchObject([{ status: "Cancelled_All", isOpen: false }]);
    await account.placeOrder(market);
    expect(await account.positions()).toMatchObject([{ quantity: 200, dilutedCost: firstPrice }]);
    await account.placeOrder({ ...market, side: "Sell" });
    expect(await account.positions()).toEqual([]);
    expect(await account.funds()).toMatchObject({ cash: 1_000_000 });
  });

  it("never reaches an account of the other environment, neither by mistake nor on purpose", async () => {
    const { client, gateway } = await openTarget(target, quiet);
    const real = await openAccount(client, { paper: false, market: "HK" });
    const error = await rejectionOf(openAccount(client, { ...paper, accountId: real.id }), "WrongEnvironment");
    expect(error).toMatchObject({ accountId: real.id, isPaper: false });
    const header = { trdEnv: 0, accID: real.id, trdMarket: 1 };
    const order = { header, trdSide: 1, orderType: 2, code: "00700", qty: 200 };
    const refusal = await rejectionOf(client.call(Trd_PlaceOrder, order), "GatewayError");
    expect(refusal.retMsg).toContain("trdEnv 0");
    expect(gateway.requestCount(Trd_PlaceOrder)).toBe(1);
  });

  it("on a real account is refused until trading is unlocked", async () => {
    const tradePassword = randomBytes(8).toString("hex");
    const { client } = await openTarget(target, { ...quiet, tradePassword });
    const account = await openAccount(client, { paper: false, market: "HK" });
    expect(await rejectionOf(account.placeOrder(market), "TradeLocked")).toMatchObject({
      protocol: "Trd_PlaceOrder",
      retType: -1,
      retMsg: expect.stringContaining("locked"),
      retryable: false,
    });
    const wrong = unlockTrade(client, { password: `not ${tradePassword}` });
    expect((await rejectionOf(wrong, "GatewayError")).message).not.toContain(tradePassword);
    await unlockTrade(client, { password: tradePassword });
    const { orderId } = await account.placeOrder(market);
    expect(await account.fills()).toMatchObject([{ orderId, quantity: 200, price: firstPrice }]);
  });
});

describe.each(targets)("an order whose connection is lost: $name", (target) => {
  it("is reported as sent, and never sent again", async () => {
    const silence = handle(Trd_PlaceOrder, () => new Promise(() => {}));
    const { client, gateway } = await openTarget(target, { ...quiet, handlers: [silence] }, reconnecting);
    const account = await openAccount(client, paper);
    const answer = rejectionOf(account.placeOrder(limit), "ConnectionLost");
    await expect.poll(() => gateway.requestCount(Trd_PlaceOrder)).toBe(1);
    gateway.dropConnections();
    expect((await within(settleMs, answer)).sent).toBe(true);
    await expect.poll(() => client.state).toMatchObject({ status: "ready", epoch: 2 });
    // The gateway answers a query on the new connection. The client would have resent anything else before it.
    expect(await account.orders()).toEqual([]);
    expect(gateway.requestCount(Trd_PlaceOrder)).toBe(1);
  });

  it("exists exactly once if only the reply was lost, as a query shows", async () => {
    const lostReply = dropConnection({ protocol: Trd_PlaceOrder, times: 1 });
    const { client, gateway } = await openTarget(target, { ...quiet, faults: [lostReply] }, reconnecting);
    const account = await openAccount(client, paper);
    const remark = "mine";
    expect((await rejectionOf(account.placeOrder({ ...limit, remark }), "ConnectionLost")).sent).toBe(true);
    expect(await account.orders()).toMatchObject([{ remark, status: "Submitted" }]);
    expect(gateway.requestCount(Trd_PlaceOrder)).toBe(1);
    // The next command has the packet id of the new connection.
    await account.placeOrder(limit);
    expect(await account.orders()).toHaveLength(2);
  });

  it("is not kept for later while there is no connection", async () => {
    const { client, gateway } = await openTarget(target, quiet, { reconnect: { baseDelayMs: 1 } });
    const account = await openAccount(client, paper);
    const states = client.states()[Symbol.asyncIterator]();
    await states.next();
    gateway.dropConnections();
    expect((await states.next()).value).toMatchObject({ status: "reconnecting" });
    expect((await rejectionOf(account.placeOrder(limit), "ConnectionLost")).sent).toBe(false);
    await expect.poll(() => client.state.status).toBe("ready");
    expect(await account.orders()).toEqual([]);
    expect(gateway.requestCount(Trd_PlaceOrder)).toBe(0);
  });
});

describe.each(targets)("the budget of orders: $name", (target) => {
  it("is 15 in 30 seconds per account, combo orders included, and cached queries do not count", async () => {
    const clock = createManualClock(1_800_000_000_000);
    const startMs = clock.nowMs();
    const { client, gateway } = await openTarget(target, { ...quiet, clock }, { clock });
    const [hk, us] = [await openAccount(client, paper), await openAccount(client, { paper: true, market: "US" })];
    const sentMs: number[] = [];
    const header = { trdEnv: 0, accID: hk.id, trdMarket: 1 };
    const place = async (index: number) => {
      if (index % 2 === 0) await hk.placeOrder({ ...limit, quantity: 100, price: 100 });
      else await rejectionOf(client.call(Trd_PlaceComboOrder, { header, qty: 1, orderType: 1 }), "GatewayError");
      sentMs.push(clock.nowMs() - startMs);
    };
    const others = async () => {
      for (let count = 0; count < 15; count++) {
        await us.placeOrder({ code: "US.AAPL", side: "Buy", quantity: 1, price: 100 });
      }
      for (let count = 0; count < 25; count++) await hk.funds();
      return clock.nowMs() - startMs;
    };
    const progress = () =>
      [Trd_PlaceOrder, Trd_PlaceComboOrder, Trd_GetFunds].reduce((sum, each) => sum + gateway.requestCount(each), 0);
    const orders = Promise.all(Array.from({ length: 16 }, (_, index) => place(index)));
    const [, othersMs] = await driveClock(clock, progress, Promise.all([orders, others()]));
    // There are 20 ms between one order and the next.
    expect(sentMs.slice(0, 15).every((timeMs) => timeMs < 1000)).toBe(true);
    expect(sentMs[15]).toBeGreaterThan(30_000);
    expect(sentMs[15]).toBeLessThan(31_000);
    expect(othersMs).toBeLessThan(1000);
    expect(gateway.violations).toEqual([]);
  });

  it("is enforced by the gateway if the client does not keep it", async () => {
    const clock = createManualClock();
    const { client, gateway } = await openTarget(target, { ...quiet, clock }, { clock, limiter: false });
    const account = await openAccount(client, paper);
    for (let count = 0; count < 15; count++) await account.placeOrder({ ...limit, quantity: 100, price: 100 });
    const error = await rejectionOf(account.placeOrder(limit), "RateLimited");
    expect(error).toMatchObject({ protocol: "Trd_PlaceOrder", retryAfterMs: 30_000 });
    expect(gateway.violations.map(({ kind }) => kind)).toEqual(["TooFrequent"]);
    expect(await account.orders()).toHaveLength(15);
  });
});
