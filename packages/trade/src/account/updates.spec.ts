import { randomBytes } from "node:crypto";
import { Trd_SubAccPush } from "@opend/core/protocols";
import { rejectionOf } from "@opend/test-kit/caught";
import { describe, expect, it } from "vitest";
import { type Order, openAccount, unlockTrade } from "../index.js";
import { open } from "../testing/open.js";

// The simulator's trades of HK.00700 begin with 471.84 and 471.42.
const order = { code: "HK.00700", side: "Buy", quantity: 200, price: 471.5 } as const;

describe("updates of orders", () => {
  it("report an order from placing to filling", async () => {
    const { client, gateway } = await open();
    const account = await openAccount(client, { paper: true, market: "HK" });
    const updates = account.orderUpdates();
    await updates.open();
    expect(gateway.requestCount(Trd_SubAccPush)).toBe(1);
    const { orderId } = await account.placeOrder(order);
    gateway.pushNow();
    const seen: Order[] = [];
    for await (const update of updates) {
      seen.push(update);
      if (!update.isOpen) break;
    }
    expect(seen).toMatchObject([
      { orderId, code: "HK.00700", status: "Submitted", filledQuantity: 0 },
      { orderId, status: "Filled_All", filledQuantity: 200, averageFillPrice: 471.42 },
    ]);
    expect(updates.dropped).toBe(0);
    await expect.poll(() => gateway.requestCount(Trd_SubAccPush)).toBe(2);
  });

  it("leave out other markets of the account, and come with deals on a real one", async () => {
    const tradePassword = randomBytes(8).toString("hex");
    const { client } = await open({ tradePassword });
    await unlockTrade(client, { password: tradePassword });
    const [hk, us] = [
      await openAccount(client, { paper: false, market: "HK" }),
      await openAccount(client, { paper: false, market: "US" }),
    ];
    const orders = hk.orderUpdates()[Symbol.asyncIterator]();
    const fills = hk.fillUpdates()[Symbol.asyncIterator]();
    const [firstOrder, firstFill] = [orders.next(), fills.next()];
    await us.placeOrder({ code: "US.AAPL", side: "Buy", quantity: 3, type: "Market" });
    const { orderId } = await hk.placeOrder({ ...order, price: undefined, type: "Market" });
    expect(await firstOrder).toMatchObject({ value: { orderId, code: "HK.00700", isOpen: true } });
    expect(await firstFill).toMatchObject({ value: { orderId, code: "HK.00700", quantity: 200, price: 471.84 } });
    await orders.return?.();
    await fills.return?.();
  });

  it("can be left while waiting for the next one", async () => {
    const { client, gateway } = await open();
    const account = await openAccount(client, { paper: true, market: "HK" });
    const updates = account.orderUpdates()[Symbol.asyncIterator]();
    const waiting = [updates.next(), updates.next()];
    await expect.poll(() => gateway.requestCount(Trd_SubAccPush)).toBe(1);
    expect(await updates.return?.()).toEqual({ done: true, value: undefined });
    expect(await Promise.all(waiting)).toEqual([0, 1].map(() => ({ done: true, value: undefined })));
    await expect.poll(() => gateway.requestCount(Trd_SubAccPush)).toBe(2);
  });

  it("end with the cause that ends the connection", async () => {
    const { client, gateway } = await open();
    const account = await openAccount(client, { paper: true, market: "HK" });
    const next = account.orderUpdates()[Symbol.asyncIterator]().next();
    await expect.poll(() => gateway.requestCount(Trd_SubAccPush)).toBe(1);
    gateway.dropConnections();
    expect(await rejectionOf(next)).toMatchObject({ code: "ConnectionLost" });
  });
});
