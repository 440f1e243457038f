import type { formsOfOrderType } from "@opend/core/internal";
import { type Trd_Common, Trd_PlaceOrder } from "@opend/core/protocols";
import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { Known } from "../names/words.js";
import {
  type LimitOrder,
  type MarketOrder,
  type OrderRequest,
  type TrailingLimitOrder,
  type TrailingOrder,
  type TriggeredLimitOrder,
  type TriggeredOrder,
  toChange,
  toPlaceOrder,
} from "./order-request.js";

const header = { trdEnv: 1, accID: 7n, trdMarket: 1 };
const basic = { code: "HK.00700", side: "Buy", quantity: 100 } as const;

function placed(order: OrderRequest) {
  return toPlaceOrder(order, { header, market: "HK" });
}

/** The types of orders that need a field, as the contract says it. */
type Needing<Field extends string> = {
  [Type in keyof Forms]: Field extends Forms[Type]["needs"][number] ? Type : never;
}[keyof Forms];
type Forms = typeof formsOfOrderType;
type Needed = "price" | "auxPrice" | "trailType" | "trailValue" | "trailSpread";
type TypeOf<Order extends OrderRequest> = NonNullable<Order["type"]>;

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
      { ...basic, price: 1, fillOutsideRTH: false, remark: "a", positionId: 9n },
      { fillOutsideRTH: false, remark: "a", positionID: 9n },
    ],
    [{ ...basic, side: "BuyBack", price: 1 }, { trdSide: 4 }],
    [
      { ...basic, type: "TrailingStop", trail: { by: "Amount", value: 250 } },
      { trailType: 2, trailValue: 250, trailSpread: undefined },
    ],
  ])("%o is sent as %o", (order, fields) => {
    expect(placed(order)).toMatchObject(fields);
  });

  it("has a session, and may be filled outside regular hours, in the US", () => {
    const order = { code: "US.AAPL", side: "Buy", quantity: 1, price: 1, session: "OVERNIGHT" } as const;
    const sent = toPlaceOrder({ ...order, fillOutsideRTH: true }, { header, market: "US" });
    expect(sent).toMatchObject({ session: 4, fillOutsideRTH: true });
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
    ["trail.value", { type: "TrailingStop", trail: { by: "Ratio", value: 0 } }],
    ["trail.spread", { type: "TrailingStopLimit", trail: { by: "Ratio", value: 1, spread: Number.NaN } }],
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
    ["session", { price: 1, session: "RTH" }],
    ["fillOutsideRTH", { price: 1, fillOutsideRTH: true }],
    ["adjustLimit", { price: 1, adjustLimit: 1 }],
    ["adjustLimit", { price: 1, adjustLimit: -1.5 }],
    ["trail.value", { type: "TrailingStop", trail: { by: "Ratio", value: 200 } }],
    ["trail.value", { type: "TrailingStop", trail: { by: "Ratio", value: 100 } }],
    ["trail.spread", { type: "TrailingStopLimit", trail: { by: "Ratio", value: 5 } }],
    ["trail.spread", { type: "TrailingStop", trail: { by: "Ratio", value: 5, spread: 0.2 } }],
    ["options", { type: "TrailingStop", trail: null }],
    ["distance", { type: "TrailingStop", trail: { by: "Ratio", value: 5, distance: 0.2 } }],
    ["type", { type: "TWAP_MARKET" }],
    ["timeInForce", { type: "Market", timeInForce: "GTC" }],
    ["expireTime", { price: 1, timeInForce: "GTD", expireTime: "tomorrow" }],
    ["expireTime", { price: 1, timeInForce: "GTD", expireTime: "2026-02-30" }],
    ["expireTime", { price: 1, timeInForce: "GTD", expireTime: "2026-06-30 09:30:00" }],
    ["remark", { price: 1, remark: "é".repeat(33) }],
  ])("is refused for its %s: %o", (option, wrong) => {
    // @ts-expect-error: an invalid order
    expect(() => placed({ ...basic, ...wrong })).toThrow(expect.objectContaining({ code: "InvalidOption", option }));
  });

  it("for futures may have a price below 0, but not of 0", () => {
    const order = { code: "US.CL2612", side: "Buy", quantity: 1, price: -37.63 } as const;
    expect(toPlaceOrder(order, { header, market: "Futures" })).toMatchObject({ price: -37.63 });
    expect(toChange({ quantity: 1, price: -1 }, "Futures_Simulate_US")).toMatchObject({ price: -1 });
    const zero = () => toPlaceOrder({ ...order, price: 0 }, { header, market: "Futures" });
    expect(zero).toThrow("price is a number other than 0, not 0");
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
    [{ price: 1, quantity: 100n }, "quantity is a whole number above 0, not the bigint 100n"],
    [{ price: 1, quantity: "100" }, 'quantity is a whole number above 0, not the text "100"'],
    [{ price: 1, quantity: 2 ** 53 }, "quantity is at most 9007199254740991, since a number has no more digits, not"],
    [{ price: "1" }, 'price is a number above 0, not the text "1"'],
    [
      { type: "TrailingStop", trail: { by: "Ratio", value: 200 } },
      "trail.value is a percentage below 100, where 20 is 20 %, not 200",
    ],
    [
      { type: "TrailingStopLimit", trail: { by: "Ratio", value: 5 } },
      "trail.spread is missing: an order of type TrailingStopLimit needs one",
    ],
    [{ type: "TWAP_MARKET" }, "type is TWAP_MARKET, which exists for US only, and not for HK.00700"],
    [{ price: 1, session: "RTH" }, "session exists for US only, and not for HK.00700"],
    [{ price: 1, fillOutsideRTH: true }, "fillOutsideRTH exists for US only, and not for HK.00700"],
    [{ price: 1, adjustLimit: 1.5 }, "adjustLimit is a number above -1 and below 1, not 1.5"],
    [
      { type: "Market", timeInForce: "GTC" },
      "timeInForce is GTC: orders of type Market in HK are valid for the DAY only",
    ],
    [
      { price: 1, timeInForce: "GTD", expireTime: "tomorrow" },
      'expireTime is a day, such as 2026-06-30, not the text "tomorrow"',
    ],
  ])("says what is wrong: %o", (wrong, text) => {
    // @ts-expect-error: an order that cannot be known
    expect(() => placed({ ...basic, ...wrong })).toThrow(text);
  });

  it("is of one of the types of the contract", () => {
    expectTypeOf<NonNullable<OrderRequest["type"]>>().toEqualTypeOf<Known<Trd_Common.OrderTypeName>>();
  });

  it("needs what the contract says that its type needs", () => {
    expectTypeOf<TypeOf<LimitOrder | TriggeredLimitOrder>>().toEqualTypeOf<Needing<"price">>();
    expectTypeOf<TypeOf<TriggeredOrder | TriggeredLimitOrder>>().toEqualTypeOf<Needing<"auxPrice">>();
    expectTypeOf<TypeOf<TrailingOrder | TrailingLimitOrder>>().toEqualTypeOf<Needing<"trailType">>();
    expectTypeOf<TypeOf<TrailingOrder | TrailingLimitOrder>>().toEqualTypeOf<Needing<"trailValue">>();
    expectTypeOf<TypeOf<TrailingLimitOrder>>().toEqualTypeOf<Needing<"trailSpread">>();
    expectTypeOf<TypeOf<MarketOrder> & Needing<Needed>>().toEqualTypeOf<never>();
    expectTypeOf<Forms[keyof Forms]["needs"][number]>().toEqualTypeOf<Needed>();
  });

  it.each([
    ["HK.700", "HK", '"HK.700" has 3 digits, and such codes of its market have 5: did you mean HK.00700?'],
    ["HK.0700", "HK", "did you mean HK.00700?"],
    ["HK.800000", "HK", '"HK.800000" has 6 digits, and such codes of its market have 5'],
    ["SZ.1", "HKCC", "did you mean SZ.000001?"],
    ["SH.60051", "CN", '"SH.60051" has 5 digits, and such codes of its market have 6'],
  ] as const)("is not for %s", (code, market, message) => {
    const asked = () => toPlaceOrder({ ...basic, code, price: 1 }, { header, market });
    expect(asked).toThrow(expect.objectContaining({ code: "InvalidCode", input: code }));
    expect(asked).toThrow(message);
  });

  it.each([
    ["HK.TCH260529C500000", "HK"],
    ["HK.HSImain", "Futures"],
    ["SZ.000001", "HKCC"],
    ["US.1", "US"],
    ["JP.7203", "JP"],
  ] as const)("may be for %s", (code, market) => {
    expect(toPlaceOrder({ ...basic, code, price: 1 }, { header, market })).toMatchObject({ code: code.slice(3) });
  });

  it("is of a type that paper accounts take, on one", () => {
    const paper = { header: { ...header, trdEnv: 0 }, market: "HK" } as const;
    expect(toPlaceOrder({ ...basic, price: 1 }, paper)).toMatchObject({ orderType: 1 });
    expect(toPlaceOrder({ ...basic, type: "Market" }, paper)).toMatchObject({ orderType: 2 });
    expect(() => toPlaceOrder({ ...basic, type: "Stop", triggerPrice: 9 }, paper)).toThrow(
      "type is Stop, and paper accounts take Normal and Market only",
    );
  });

  it("has what only moomoo JP takes at moomoo JP, and where the broker is not known", () => {
    const jp = { ...basic, price: 1, side: "SellShort", positionId: 9n } as const;
    for (const firm of ["FutuJP", undefined]) {
      const sent = toPlaceOrder(jp, { header, market: "HK", firm });
      expect(sent).toMatchObject({ trdSide: 3, positionID: 9n });
    }
    const here = { header, market: "HK", firm: "FutuSecurities" } as const;
    const where = "at FutuJP only, and this account is at FutuSecurities";
    expect(() => toPlaceOrder(jp, here)).toThrow(`side is SellShort, which exists ${where}`);
    expect(() => toPlaceOrder({ ...jp, side: "Sell" }, here)).toThrow(`positionId exists ${where}`);
  });

  it("is filled outside regular hours only with a limit", () => {
    const us = { header, market: "US" } as const;
    const order = { code: "US.AAPL", side: "Buy", quantity: 1, fillOutsideRTH: true } as const;
    expect(() => toPlaceOrder({ ...order, type: "Market" }, us)).toThrow(
      "fillOutsideRTH does not fit an order of type Market: it has no limit",
    );
    const trail = { by: "Ratio", value: 5, spread: 0.2 } as const;
    expect(toPlaceOrder({ ...order, type: "TrailingStopLimit", trail }, us)).toMatchObject({ fillOutsideRTH: true });
    expect(toPlaceOrder({ ...order, type: "Market", fillOutsideRTH: false, timeInForce: "GTC" }, us)).toMatchObject({
      timeInForce: 1,
    });
  });

  it("may have a fractional quantity only for a cryptocurrency", () => {
    const order = { code: "CC.BTCUSD", side: "Buy", quantity: 0.01, price: 60_000 } as const;
    expect(toPlaceOrder(order, { header, market: "Crypto" })).toMatchObject({ qty: 0.01 });
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

  it("has what the type of the order needs, where that is known", () => {
    const trail = { by: "Ratio", value: 5 } as const;
    expect(toChange({ quantity: 200, trail }, "HK", "TrailingStop")).toMatchObject({ trailType: 1, trailValue: 5 });
    expect(() => toChange({ quantity: 200 }, "HK", "Normal")).toThrow(
      "price is missing: an order of type Normal needs",
    );
    expect(() => toChange({ quantity: 200, price: 1, trail }, "HK", "TrailingStop")).toThrow("price does not fit");
    expect(() => toChange({ quantity: 200, trail }, "HK", "TrailingStopLimit")).toThrow("trail.spread is missing");
  });

  it("is refused for the same reasons", () => {
    for (const wrong of [{ quantity: 0 }, { quantity: 100, price: 0 }, { quantity: 1.5, price: 1 }]) {
      expect(() => toChange(wrong, "HK")).toThrow(expect.objectContaining({ code: "InvalidOption" }));
    }
  });
});
