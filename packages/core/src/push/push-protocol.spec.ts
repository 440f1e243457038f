import { describe, expect, expectTypeOf, it, test } from "vitest";
import { PredSide } from "../gen/protocols/Common.js";
import { Notify, type NotifyType } from "../gen/protocols/Notify.js";
import { KLType, OrderBookType, SubType } from "../gen/protocols/Qot_Common.js";
import { Qot_PushIndicatorCalc } from "../gen/protocols/Qot_PushIndicatorCalc.js";
import { Qot_UpdateBasicQot } from "../gen/protocols/Qot_UpdateBasicQot.js";
import { Qot_UpdateBroker } from "../gen/protocols/Qot_UpdateBroker.js";
import { Qot_UpdateEventContractKline } from "../gen/protocols/Qot_UpdateEventContractKline.js";
import { Qot_UpdateEventContractOrderBook } from "../gen/protocols/Qot_UpdateEventContractOrderBook.js";
import { Qot_UpdateEventContractTicker } from "../gen/protocols/Qot_UpdateEventContractTicker.js";
import { Qot_UpdateKL } from "../gen/protocols/Qot_UpdateKL.js";
import { Qot_UpdateOptionEvent } from "../gen/protocols/Qot_UpdateOptionEvent.js";
import { Qot_UpdateOrderBook } from "../gen/protocols/Qot_UpdateOrderBook.js";
import { Qot_UpdatePriceReminder } from "../gen/protocols/Qot_UpdatePriceReminder.js";
import { Qot_UpdateRT } from "../gen/protocols/Qot_UpdateRT.js";
import { Qot_UpdateTicker } from "../gen/protocols/Qot_UpdateTicker.js";
import { Trd_UpdateOrder } from "../gen/protocols/Trd_UpdateOrder.js";
import { Trd_UpdateOrderFill } from "../gen/protocols/Trd_UpdateOrderFill.js";
import type { C2SOf, S2COf } from "../protocol/protocol.js";
import type { Security } from "../protocol/security.js";
import type { AccountPushProtocol, PlainPushProtocol, PushProtocol, QuotePushProtocol } from "./push-protocol.js";

describe("types of a push", () => {
  it("know its body", () => {
    expectTypeOf<S2COf<typeof Notify>["type"]>().toEqualTypeOf<NotifyType>();
    expectTypeOf<C2SOf<typeof Notify>>().toBeNever();
    expectTypeOf<S2COf<typeof Qot_UpdateTicker>["tickerList"][number]["sequence"]>().toEqualTypeOf<bigint>();
    expectTypeOf<S2COf<typeof Trd_UpdateOrder>["order"]["orderID"]>().toEqualTypeOf<bigint>();
    expectTypeOf<S2COf<PushProtocol<{ readonly one: 1 }>>>().toEqualTypeOf<{ readonly one: 1 }>();
    expectTypeOf(Qot_UpdateTicker.securities).returns.toEqualTypeOf<Security[]>();
  });

  it("know how it is subscribed", () => {
    expectTypeOf<typeof Qot_UpdateKL>().toExtend<PushProtocol<S2COf<typeof Qot_UpdateKL>>>();
    expectTypeOf<typeof Qot_UpdateKL>().not.toExtend<AccountPushProtocol<S2COf<typeof Qot_UpdateKL>>>();
    expectTypeOf<typeof Notify>().not.toExtend<QuotePushProtocol<S2COf<typeof Notify>>>();
    expectTypeOf<typeof Notify>().toExtend<PlainPushProtocol<S2COf<typeof Notify>>>();
    expectTypeOf<Extract<PushProtocol<unknown>, { readonly feed: "account" }>>().toEqualTypeOf<
      AccountPushProtocol<unknown>
    >();
  });
});

test.each([
  ["quote", [Qot_UpdateBasicQot, Qot_UpdateKL, Qot_UpdateRT, Qot_UpdateTicker, Qot_UpdateOrderBook, Qot_UpdateBroker]],
  ["eventContract", [Qot_UpdateEventContractOrderBook, Qot_UpdateEventContractKline, Qot_UpdateEventContractTicker]],
  ["account", [Trd_UpdateOrder, Trd_UpdateOrderFill]],
  ["plain", [Notify, Qot_UpdatePriceReminder, Qot_UpdateOptionEvent, Qot_PushIndicatorCalc]],
])("the feed %s has its protocols", (feed, protocols) => {
  for (const protocol of protocols) expect([protocol.name, protocol.feed]).toEqual([protocol.name, feed]);
});

describe("pushes about securities", () => {
  const security = { market: 1, code: "00700" };

  it.each([
    [Qot_UpdateBasicQot, SubType.Basic],
    [Qot_UpdateTicker, SubType.Ticker],
    [Qot_UpdateRT, SubType.RT],
    [Qot_UpdateBroker, SubType.Broker],
    [Qot_UpdateEventContractOrderBook, SubType.OrderBook],
    [Qot_UpdateEventContractTicker, SubType.Ticker],
  ] as const)("$name belongs to one data type", ({ subTypes, defaultSubType }, subType) => {
    expect(subTypes).toEqual([subType]);
    expect(defaultSubType).toBe(subType);
  });

  it("of order books are for board lots, unless they say odd lots", () => {
    const book = { security, orderBookAskList: [], orderBookBidList: [] };
    const { Normal: normal, Odd: odd } = OrderBookType;
    const subTypeOf = (orderBookType?: number) => Qot_UpdateOrderBook.subTypeOf({ ...book, orderBookType });
    expect([undefined, normal, odd, 2].map(subTypeOf)).toEqual([2, 2, SubType.OrderBook_Odd, undefined]);
    expect(Qot_UpdateOrderBook.defaultSubType).toBe(SubType.OrderBook);
  });

  it("of event contracts' K-lines do not say their period, but their side", () => {
    const { subTypes, defaultSubType, subTypeOf, securities, keyOf } = Qot_UpdateEventContractKline;
    const { KL_1Min, KL_5Min, KL_60Min, KL_Day } = SubType;
    expect(subTypes).toEqual([KL_1Min, KL_5Min, KL_60Min, KL_Day]);
    expect([defaultSubType, subTypeOf]).toEqual([undefined, undefined]);
    const item = { code: security, klineList: [] };
    const s2c = { klineList: [{ ...item, pre_side: PredSide.Yes }, item] };
    expect(securities(s2c)).toEqual([security, security]);
    expect(keyOf?.(s2c)).toBe("1,");
  });

  it("name their security", () => {
    const trade = { security, tickerList: [] };
    expect(Qot_UpdateTicker.securities(trade)).toEqual([security]);
    expect(Qot_UpdateTicker.subTypeOf(trade)).toBe(SubType.Ticker);
    expect(Qot_UpdateBasicQot.securities({ basicQotList: [] })).toEqual([]);
  });

  it("of K-lines belong to the data type with the name of their period", () => {
    const subTypeOf = (klType: number) => Qot_UpdateKL.subTypeOf({ klType, rehabType: 0, security, klList: [] });
    const misspelt: Record<string, string> = { Quarter: "Qurater" };
    const numbersOf = (names: object) =>
      Object.entries(names).flatMap(([name, value]) => (typeof value === "number" ? [[name, value] as const] : []));
    const expected = numbersOf(KLType).flatMap(([period, klType]) => {
      const subTypeName = `KL_${misspelt[period] ?? period}`;
      return numbersOf(SubType).flatMap(([other, subType]) => (other === subTypeName ? [[klType, subType]] : []));
    });
    expect(expected).toHaveLength(15);
    for (const [klType = -1, subType] of expected) expect(subTypeOf(klType)).toBe(subType);
    expect([...Qot_UpdateKL.subTypes].sort()).toEqual(expected.map(([, subType]) => subType).sort());
    expect([KLType.Unknown, 16, -1].map(subTypeOf)).toEqual([undefined, undefined, undefined]);
  });
});

describe("pushes about accounts", () => {
  const header = { trdEnv: 1, accID: 281_756_460_277_401_516n, trdMarket: 1 };
  const names = { code: "00700", name: "", createTime: "", updateTime: "" };

  it("of orders are distinguished by the order", () => {
    const order = {
      ...names,
      trdSide: 1,
      orderType: 1,
      orderStatus: 5,
      orderID: 9_007_199_254_740_993n,
      orderIDEx: "",
      qty: 1,
    };
    const s2c = { header, order: { ...order, comboLegs: [] } };
    expect(Trd_UpdateOrder.accountOf(s2c)).toBe(header.accID);
    expect(Trd_UpdateOrder.keyOf(s2c)).toBe("9007199254740993");
  });

  it("of deals are distinguished by the deal: deals of one order do not replace each other", () => {
    const orderFill = { ...names, trdSide: 1, fillID: 7n, fillIDEx: "", orderID: 1n, qty: 1, price: 1 };
    expect(Trd_UpdateOrderFill.keyOf({ header, orderFill })).toBe("7");
  });
});
