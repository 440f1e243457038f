import { type C2SOf, connect, type S2COf } from "@opend/futu";
import { Trd_GetFunds, Trd_PlaceOrder } from "@opend/futu/protocols";
import { type Order, type OrderRequest, openAccount, type TradingAccount, unlockTrade } from "@opend/trade";
import { describe, expect, expectTypeOf, it } from "vitest";
import { openClient } from "./open-client.js";

const basic = { code: "HK.00700", side: "buy", quantity: 100 } as const;

// `tsc` checks the types. Each test also checks the values at run time.
describe("types of trading", () => {
  it("leave the packet id out of what is called, and the retries out of what changes something", async () => {
    expectTypeOf<C2SOf<typeof Trd_PlaceOrder>>().not.toHaveProperty("packetID");
    expectTypeOf<S2COf<typeof Trd_PlaceOrder>["orderID"]>().toEqualTypeOf<bigint | undefined>();
    const { client } = await openClient({ pushIntervalMs: false });
    const { id } = await openAccount(client, { paper: true, market: "HK" });
    const header = { trdEnv: 0, accID: id, trdMarket: 1 };
    const order = { header, trdSide: 1, orderType: 1, code: "00700", qty: 100, price: 300 };
    // @ts-expect-error: a command is never sent again
    expect((await client.call(Trd_PlaceOrder, order, { retry: true })).orderID).toBeTypeOf("bigint");
    expect((await client.call(Trd_GetFunds, { header }, { retry: true })).funds?.cash).toBe(1_000_000);
    // @ts-expect-error: the session tells the account from the request
    const calling = client.call(Trd_GetFunds, { header }, { account: "1" });
    await expect(calling).rejects.toMatchObject({ code: "InvalidOption", option: "account" });
  });

  it("make paper or real a choice that has to be made", async () => {
    const { client } = await openClient();
    // @ts-expect-error: paper is missing
    await expect(openAccount(client, { market: "HK" })).rejects.toMatchObject({ option: "paper" });
    // @ts-expect-error: market is missing
    await expect(openAccount(client, { paper: true })).rejects.toMatchObject({ option: "market" });
    // @ts-expect-error: ids are bigint
    await expect(openAccount(client, { paper: true, market: "HK", accountId: 1 })).rejects.toThrow();
    const account = await openAccount(client, { paper: true, market: "HK" });
    expectTypeOf(account).toEqualTypeOf<TradingAccount>();
    expectTypeOf(account.id).toEqualTypeOf<bigint>();
    const change = () => {
      // @ts-expect-error: what an account is cannot be changed
      account.isPaper = false;
    };
    expect(change).toThrow(TypeError);
    expect(account.isPaper).toBe(true);
  });

  it("make an order have what its type needs", async () => {
    const { client } = await openClient({ pushIntervalMs: false });
    const account = await openAccount(client, { paper: true, market: "HK" });
    const wrong: Parameters<typeof account.placeOrder>[] = [
      // @ts-expect-error: a limit order has a price
      [basic],
      // @ts-expect-error: a market order has none
      [{ ...basic, type: "market", price: 300 }],
      // @ts-expect-error: a stop order has a trigger
      [{ ...basic, type: "stop" }],
      // @ts-expect-error: a trailing order has a trail
      [{ ...basic, type: "trailing-stop" }],
      // @ts-expect-error: there is no such side
      [{ ...basic, side: "hold", price: 300 }],
    ];
    for (const [order] of wrong) {
      await expect(account.placeOrder(order)).rejects.toMatchObject({ code: "InvalidOption" });
    }
    expectTypeOf<{ type: "market" } & typeof basic>().toExtend<OrderRequest>();
    const { orderId } = await account.placeOrder({ ...basic, price: 300 });
    expectTypeOf(orderId).toEqualTypeOf<bigint>();
    const [order] = await account.orders();
    expectTypeOf(order).toEqualTypeOf<Order | undefined>();
    expectTypeOf(order).not.toBeAny();
    expect(order?.status === "submitted" && order.side === "buy").toBe(true);
    expectTypeOf(account.orderUpdates()).toExtend<AsyncIterable<Order>>();
  });

  it("take the password or its MD5, not both and not neither", async () => {
    const { client } = await openClient();
    // @ts-expect-error: neither
    await expect(unlockTrade(client, {})).rejects.toMatchObject({ option: "password" });
    // @ts-expect-error: both
    await expect(unlockTrade(client, { password: "a", passwordMd5: "b" })).rejects.toThrow();
    expectTypeOf(connect).returns.resolves.toExtend<Parameters<typeof openAccount>[0]>();
  });
});
