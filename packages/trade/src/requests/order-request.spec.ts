import { type Trd_Common, Trd_PlaceOrder } from "@opend/core/protocols";
import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { Known } from "../names/words.js";
import { type OrderRequest, toChange, toPlaceOrder } from "./order-request.js";

const header = { trdEnv: 0, accID: 7n, trdMarket: 1 };
const basic = { code: "HK.00700", side: "Buy", quantity: 100 } as const;

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
    [{ ...basic, type: "Market" }, { orderType: 2 }],
    [
      { ...basic, side: "Sell", price: 1, timeInForce: "GTC" },
      { trdSide: 2, timeInForce: 1 },
    ],
    [
      { ...basic, price: 1, timeInForce: "GTD", expireTime: "2026-06-30" },
      { timeInForce: 3, expireTime: "2026-06-30" },
    ],
    [
      { ...basic, type: "Stop", triggerPrice: 9 },
      { orderType: 10, auxPrice: 9 },
    ],
    [
      { ...basic, type: "StopLimit", triggerPrice: 9, price: 8 },
      { orderType: 11, auxPrice: 9, price: 8 },
    ],
    [
      { ...basic, type: "TrailingStop", trail: { by: "Ratio", value: 5 } },
      { orderType: 14, trailType: 1, trailValue: 5 },
    ],
    [
      { ...basic, type: "TrailingStopLimit", trail: { by: "Amount", value: 5, spread: 0.2 } },
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
    ["price", { type: "Market", price: 300 }],
    ["quantity", { price: 1, quantity: 0 }],
    ["quantity", { price: 1, quantity: 0.5 }],
    ["quantity", { price: 1, quantity: Number.POSITIVE_INFINITY }],
    ["quantity", { price: 1, quantity: Number("9007199254740993") }],
    ["quantity", { price: 1, quantity: 2 ** 60 }],
    ["adjustLimit", { price: 1, adjustLimit: Number.NaN }],
    ["triggerPrice", { type: "Stop" }],
    ["triggerPrice", { price: 1, triggerPrice: 1 }],
    ["triggerPrice", { type: "Stop", triggerPrice: 0 }],
    ["trail", { type: "TrailingStop" }],
    ["trail", { type: "TrailingStop", trail: { by: "Ratio", value: 0 } }],
    ["trail", { type: "TrailingStopLimit", trail: { by: "Ratio", value: 1, spread: Number.NaN } }],
    ["trail.by", { type: "TrailingStop", trail: { by: "feet", value: 1 } }],
    ["expireTime", { price: 1, timeInForce: "GTD" }],
    ["expireTime", { price: 1, expireTime: "2026-06-30" }],
    ["side", { price: 1, side: "buy" }],
    ["side", { price: 1, side: "Unknown" }],
    ["type", { price: 1, type: "stop", triggerPrice: 9 }],
    ["type", { type: "Unknown" }],
    ["timeInForce", { price: 1, timeInForce: "forever" }],
    ["timeInForce", { price: 1, timeInForce: "gtd", expireTime: "2026-06-30" }],
    ["session", { price: 1, session: "lunch" }],
    ["session", { price: 1, session: "" }],
    ["remark", { price: 1, remark: "é".repeat(33) }],
  ])("is refused for its %s: %o", (option, wrong) => {
    // @ts-expect-error: an invalid order
    expect(() => placed({ ...basic, ...wrong })).toThrow(expect.objectContaining({ code: "InvalidOption", option }));
  });

  it.each([
    [{}, "price is missing: an order of type Normal needs one"],
    [{ type: "Market", price: 300 }, "price does not fit an order of type Market: leave it out"],
    [{ type: "Stop" }, "triggerPrice is missing: an order of type Stop needs one"],
    [{ price: 1, quantity: undefined }, "quantity is missing"],
    [{ price: 1, qty: 100 }, "an order has no option qty"],
    [{ price: 1, quantitty: 100 }, "did you mean quantity?"],
    [{ price: 1, timeinforce: "GTC" }, "did you mean timeInForce?"],
    [{ price: 1, side: "buy" }, 'side is "buy": did you mean Buy? Others are Sell, SellShort, BuyBack'],
    [{ price: 1, type: "limit" }, 'type is "limit": did you mean Normal? Others are Market, AbsoluteLimit'],
    [{ type: "market-if-touched", triggerPrice: 9 }, "did you mean MarketifTouched?"],
    [{ price: 1, timeInForce: "gtc" }, 'timeInForce is "gtc": did you mean GTC?'],
    [{ type: "TrailingStop", trail: { by: "percent", value: 1 } }, 'trail.by is "percent": use one of Ratio, Amount'],
  ])("says what is wrong: %o", (wrong, text) => {
    // @ts-expect-error: an order that cannot be known
    expect(() => placed({ ...basic, ...wrong })).toThrow(text);
  });

  it("is of one of the types of the contract", () => {
    expectTypeOf<NonNullable<OrderRequest["type"]>>().toEqualTypeOf<Known<Trd_Common.OrderTypeName>>();
  });

  it("may have a fractional quantity only for a cryptocurrency", () => {
    const order = { code: "CC.BTCUSD", side: "Buy", quantity: 0.01, price: 60_000 } as const;
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
