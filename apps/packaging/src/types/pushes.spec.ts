import type { AccountPushOptions, FailedTopic, PushStream, S2COf } from "@opend/futu";
import {
  Notify,
  Qot_UpdateEventContractTicker,
  Qot_UpdateKL,
  Qot_UpdateTicker,
  Trd_UpdateOrder,
} from "@opend/futu/protocols";
import { describe, expect, expectTypeOf, it } from "vitest";
import { openClient } from "./open-client.js";

const refused = { code: "InvalidOption" };

// `tsc` checks the types. Each test also checks the values at run time.
describe("types of pushes", () => {
  it("follow from the protocol", async () => {
    const { client } = await openClient();
    const tickers = client.pushes(Qot_UpdateTicker, { codes: ["HK.00700"] });
    const orders = client.pushes(Trd_UpdateOrder, { accounts: [1n] });
    const notices = client.pushes(Notify);
    expectTypeOf(tickers).toEqualTypeOf<PushStream<S2COf<typeof Qot_UpdateTicker>>>();
    expectTypeOf(orders).toEqualTypeOf<PushStream<S2COf<typeof Trd_UpdateOrder>>>();
    expectTypeOf(notices).toEqualTypeOf<PushStream<S2COf<typeof Notify>>>();
    expectTypeOf<S2COf<typeof Trd_UpdateOrder>["header"]["accID"]>().toEqualTypeOf<bigint>();
    expectTypeOf<AccountPushOptions["accounts"]>().toEqualTypeOf<readonly bigint[]>();
    expect(tickers.dropped).toBe(0);
  });

  it("require the options that the protocol needs", async () => {
    const { client } = await openClient();
    // @ts-expect-error: quotes need codes
    expect(() => client.pushes(Qot_UpdateTicker)).toThrow(expect.objectContaining(refused));
    // @ts-expect-error: quotes need codes
    expect(() => client.pushes(Qot_UpdateTicker, { accounts: [1n] })).toThrow(expect.objectContaining(refused));
    // @ts-expect-error: event contracts need codes
    expect(() => client.pushes(Qot_UpdateEventContractTicker, {})).toThrow(expect.objectContaining(refused));
    // @ts-expect-error: orders need accounts
    expect(() => client.pushes(Trd_UpdateOrder, { codes: ["HK.00700"] })).toThrow(expect.objectContaining(refused));
    // @ts-expect-error: orders need accounts
    expect(() => client.pushes(Trd_UpdateOrder)).toThrow(expect.objectContaining(refused));
    // @ts-expect-error: quotes do not have a source of K-lines
    expect(() => client.pushes(Qot_UpdateKL, { codes: ["HK.00700"], klineSource: 1 })).toThrow();
  });

  it("allow no selection for notices", async () => {
    const { client } = await openClient();
    // @ts-expect-error: it needs no subscription
    expect(() => client.pushes(Notify, { codes: ["HK.00700"] })).toThrow("Notify has no option codes");
  });

  it("distinguish a failed security from a failed account", () => {
    const nameOf = (failed: FailedTopic) => {
      if (failed.account !== undefined) {
        expectTypeOf(failed.account).toEqualTypeOf<bigint>();
        return String(failed.account);
      }
      expectTypeOf(failed.code).toEqualTypeOf<string>();
      return failed.code;
    };
    expectTypeOf(nameOf).returns.toEqualTypeOf<string>();
  });
});
