import { Trd_PlaceOrder } from "@opend/core/protocols";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type OrderRequest, toChange, toPlaceOrder } from "./order-request.js";

const header = { trdEnv: 0, accID: 7n, trdMarket: 1 };
const basic = { code: "HK.00700", side: "buy", quantity: 100 } as const;

function placed(order: OrderRequest) {
  return toPlaceOrder(order, header, "HK");
}

describe("an order", () => {
  it("is a limit order for the day unless it says otherwise", () => {
    const wanted = {
      header,
      code: "00700",
      secMarket: 1,
      trdSide: 1,
      orderType: 1,
      qty: 100,
      price: 300,
      timeInForce: 0,
    };
    expect(placed({ ...basic, price: 300 })).toEqual(wanted);
  });

  it.each<[OrderRequest, object]>([
    [{ ...basic, type: "market" }, { orderType: 2 }],
    [
      { ...basic, side: "sell", price: 1, timeInForce: "gtc" },
      { trdSide: 2, timeInForce: 1 },
    ],
    [
      { ...basic, price: 1, timeInForce: "gtd", expireTime: "2026-06-30" },
      { timeInForce: 3, expireTime: "2026-06-30" },
    ],
    [
      { ...basic, type: "stop", triggerPrice: 9 },
      { orderType: 10, auxPrice: 9 },
    ],
    [
      { ...basic, type: "stop-limit", triggerPrice: 9, price: 8 },
      { orderType: 11, auxPrice: 9, price: 8 },
    ],
    [
      { ...basic, type: "trailing-stop", trail: { by: "percent", value: 5 } },
      { orderType: 14, trailType: 1, trailValue: 5 },
    ],
    [
      { ...basic, type: "trailing-stop-limit", trail: { by: "amount", value: 5, spread: 0.2 } },
      { orderType: 15, trailType: 2, trailValue: 5, trailSpread: 0.2 },
    ],
    [
      { ...basic, price: 1, adjustLimit: -0.01 },
      { adjustPrice: true, adjustSideAndLimit: -0.01 },
    ],
    [
      { ...basic, price: 1, session: "OVERNIGHT", fillOutsideRTH: true, remark: "a", positionId: 9n },
      { session: 4, fillOutsideRTH: true, remark: "a", positionID: 9n },
    ],
  ])("%o is sent as %o", (order, fields) => {
    expect(placed(order)).toMatchObject(fields);
  });

  it.each<[string, object]>([
    ["price", { price: 0 }],
    ["price", { price: -1 }],
    ["price", { price: Number.NaN }],
    ["price", {}],
    ["price", { type: "market", price: 300 }],
    ["quantity", { price: 1, quantity: 0 }],
    ["quantity", { price: 1, quantity: 0.5 }],
    ["quantity", { price: 1, quantity: Number.POSITIVE_INFINITY }],
    ["triggerPrice", { type: "stop" }],
    ["triggerPrice", { price: 1, triggerPrice: 1 }],
    ["triggerPrice", { type: "stop", triggerPrice: 0 }],
    ["trail", { type: "trailing-stop" }],
    ["trail", { type: "trailing-stop", trail: { by: "percent", value: 0 } }],
    ["trail.by", { type: "trailing-stop", trail: { by: "feet", value: 1 } }],
    ["expireTime", { price: 1, timeInForce: "gtd" }],
    ["expireTime", { price: 1, expireTime: "2026-06-30" }],
    ["side", { price: 1, side: "Buy" }],
    ["timeInForce", { price: 1, timeInForce: "forever" }],
    ["session", { price: 1, session: "lunch" }],
    ["remark", { price: 1, remark: "é".repeat(33) }],
  ])("is refused for its %s: %o", (option, wrong) => {
    // @ts-expect-error: an invalid order
    expect(() => placed({ ...basic, ...wrong })).toThrow(expect.objectContaining({ code: "InvalidOption", option }));
  });

  it.each([
    [{}, "price is missing: an order of type limit needs one"],
    [{ type: "market", price: 300 }, "price does not fit an order of type market: leave it out"],
    [{ type: "stop" }, "triggerPrice is missing: an order of type stop needs one"],
    [{ price: 1, quantity: undefined }, "quantity is missing"],
    [{ price: 1, qty: 100 }, "an order has no option qty"],
    [{ price: 1, quantitty: 100 }, "did you mean quantity?"],
    [{ price: 1, timeinforce: "gtc" }, "did you mean timeInForce?"],
  ])("says what is wrong: %o", (wrong, text) => {
    // @ts-expect-error: an order that cannot be known
    expect(() => placed({ ...basic, ...wrong })).toThrow(text);
  });

  it("may have a fractional quantity only for a cryptocurrency", () => {
    const order = { code: "CC.BTCUSD", side: "buy", quantity: 0.01, price: 60_000 } as const;
    expect(toPlaceOrder(order, header, "Crypto")).toMatchObject({ qty: 0.01 });
  });

  it("can always be sent once it is accepted", () => {
    const amount = fc.double({ min: -10, max: 1e9 });
    const order = fc.record({ quantity: fc.oneof(fc.integer(), amount), price: amount, remark: fc.string() });
    fc.assert(
      fc.property(order, (changes) => {
        let c2s: ReturnType<typeof placed>;
        try {
          c2s = placed({ ...basic, ...changes });
        } catch (error) {
          expect(error).toMatchObject({ code: "InvalidOption" });
          return;
        }
        const packetId = { connID: 1n, serialNo: 1 };
        const bytes = Trd_PlaceOrder.request.encode({ c2s: Trd_PlaceOrder.withPacketId?.(c2s, packetId) });
        expect(Trd_PlaceOrder.request.decode(bytes).c2s).toMatchObject({ qty: changes.quantity, price: changes.price });
      }),
    );
  });
});

describe("a change of an order", () => {
  it("has the named fields and nothing else", () => {
    expect(toChange({ quantity: 200, price: 301 }, "HK")).toEqual({ qty: 200, price: 301 });
    expect(toChange({ quantity: 200, triggerPrice: 9 }, "HK")).toEqual({ qty: 200, auxPrice: 9 });
  });

  it("is refused for the same reasons", () => {
    for (const wrong of [{ quantity: 0 }, { quantity: 100, price: 0 }, { quantity: 1.5, price: 1 }]) {
      expect(() => toChange(wrong, "HK")).toThrow(expect.objectContaining({ code: "InvalidOption" }));
    }
  });
});
