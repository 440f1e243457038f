import { type C2SOf, connect, type S2COf } from "@opend/futu";
import { Trd_GetFunds, Trd_PlaceOrder } from "@opend/futu/protocols";
import { type Order, type OrderRequest, openAccount, type TradingAccount, unlockTrade } from "@opend/trade";
import { describe, expect, expectTypeOf, it } from "vitest";
import { openClient } from "./open-client.js";

const basic = { code: "HK.00700", side: "Buy", quantity: 100 } as const;

// `tsc` checks the types. Each test also checks the values at run time.
describe("types of trading", () => {
  it("omit the packet id from requests, and retries from commands", async () => {
    expectTypeOf<C2SOf<typeof Trd_PlaceOrder>>().not.toHaveProperty("packetID");
    expectTypeOf<S2COf<typeof Trd_PlaceOrder>["orderID"]>().toEqualTypeOf<bigint | undefined>();
    const { client } = await openClient({ pushIntervalMs: false });
    const { id } = await openAccount(client, { paper: true, market: "HK" });
    const header = { trdEnv: 0, accID: id, trdMarket: 1 };
    const order = { header, trdSide: 1, orderType: 1, code: "00700", qty: 100, price: 300 };
    // @ts-expect-error: a command is never sent again
    expect((await client.call(Trd_PlaceOrder, order, { retry: true })).orderID).toBeTypeOf("bigint");
    expect((await client.call(Trd_GetFunds, { header }, { retry: true })).funds?.cash).toBe(1_000_000);
    // @ts-expect-error: the session reads the account from the request
    const calling = client.call(Trd_GetFunds, { header }, { account: "1" });
    await expect(calling).rejects.toMatchObject({ code: "InvalidOption", option: "account" });
  });

  it("require a choice between paper and real", async () => {
    const { client } = await openClient();
    // @ts-expect-error: paper is missing
    await expect(openAccount(client, { market: "HK" })).rejects.toMatchObject({ option: "paper" });
    // @ts-expect-error: ids are bigint
    await expect(openAccount(client, { paper: true, market: "HK", accountId: 1 })).rejects.toMatchObject({
      code: "InvalidOption",
      option: "accountId",
    });
    const account = await openAccount(client, { paper: true, market: "HK" });
    expectTypeOf(account).toEqualTypeOf<TradingAccount>();
    expectTypeOf(account.id).toEqualTypeOf<bigint>();
    const change = () => {
      // @ts-expect-error: the facts of an account are read-only
      account.isPaper = false;
    };
    expect(change).toThrow(TypeError);
    expect(account.isPaper).toBe(true);
  });

  it("require what the type of an order needs", async () => {
    const { client } = await openClient({ pushIntervalMs: false });
    const account = await openAccount(client, { paper: true, market: "HK" });
    const wrong: Parameters<typeof account.placeOrder>[] = [
      // @ts-expect-error: a limit order needs a price
      [basic],
      // @ts-expect-error: a market order cannot have a price
      [{ ...basic, type: "Market", price: 300 }],
      // @ts-expect-error: a stop order needs a trigger
      [{ ...basic, type: "Stop" }],
      // @ts-expect-error: a trailing order needs a trail
      [{ ...basic, type: "TrailingStop" }],
      // @ts-expect-error: this side does not exist
      [{ ...basic, side: "hold", price: 300 }],
    ];
    for (const [order] of wrong) {
      await expect(account.placeOrder(order)).rejects.toMatchObject({ code: "InvalidOption" });
    }
    expectTypeOf<{ type: "Market" } & typeof basic>().toExtend<OrderRequest>();
    const { orderId } = await account.placeOrder({ ...basic, price: 300 });
    expectTypeOf(orderId).toEqualTypeOf<bigint>();
    const [order] = await account.orders();
    expectTypeOf(order).toEqualTypeOf<Order | undefined>();
    expectTypeOf(order).not.toBeAny();
    expect(order?.status === "Submitted" && order.side === "Buy").toBe(true);
    expectTypeOf(account.orderUpdates()).toExtend<AsyncIterable<Order>>();
  });

  it("accept the password or its MD5, but not both or neither", async () => {
    const { client } = await openClient();
    // @ts-expect-error: neither
    await expect(unlockTrade(client, {})).rejects.toMatchObject({ option: "password" });
    // @ts-expect-error: both
    await expect(unlockTrade(client, { password: "a", passwordMd5: "b" })).rejects.toThrow();
    expectTypeOf(connect).returns.resolves.toExtend<Parameters<typeof openAccount>[0]>();
  });
});
