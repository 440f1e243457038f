import { describe, expect, expectTypeOf, it } from "vitest";
import { writeCompactDay, writeSeconds } from "../base/zoned-time.js";
import { KLType, RehabType } from "../gen/enums/Qot_Common.js";
import { Qot_GetUserSecurity } from "../gen/protocols/Qot_GetUserSecurity.js";
import { Qot_RequestHistoryKL } from "../gen/protocols/Qot_RequestHistoryKL.js";
import { Qot_RequestRehab } from "../gen/protocols/Qot_RequestRehab.js";
import type { Qot_StockScreen } from "../gen/protocols/Qot_StockScreen.js";
import { Qot_Sub } from "../gen/protocols/Qot_Sub.js";
import { Trd_GetHistoryOrderList } from "../gen/protocols/Trd_GetHistoryOrderList.js";
import type { Trd_PlaceOrder } from "../gen/protocols/Trd_PlaceOrder.js";
import type { InputOf } from "../protocol/protocol.js";
import { completeRequest } from "./complete-request.js";
import type { MessageShape } from "./message-shape.js";

describe("the types of a request", () => {
  it("let lists be left out at any depth, and nothing else that is required", () => {
    expectTypeOf<{ pageFrom: 0 }>().toExtend<InputOf<typeof Qot_StockScreen>>();
    expectTypeOf<Record<never, never>>().not.toExtend<InputOf<typeof Qot_Sub>>();
    expectTypeOf<Qot_Sub.C2S>().toExtend<InputOf<typeof Qot_Sub>>();
    expectTypeOf<InputOf<typeof Trd_PlaceOrder>["header"]["accID"]>().toEqualTypeOf<bigint>();
  });

  it("take codes and dates, and no other enum than a field's own", () => {
    type Input = Qot_RequestHistoryKL.C2SInput;
    expectTypeOf<"HK.00700">().toExtend<Input["security"]>();
    expectTypeOf<Date>().toExtend<Input["beginTime"]>();
    const request = { security: "HK.00700", beginTime: "2026-05-01", endTime: new Date(0) };
    // @ts-expect-error an adjustment is not a period
    const wrong: Input = { ...request, klType: RehabType.Backward, rehabType: RehabType.None };
    const right: Input = { ...request, klType: KLType.Day, rehabType: RehabType.None };
    expect(wrong.klType).toBe(right.klType);
  });
});

describe("a request", () => {
  it("is completed with empty lists before it is sent", () => {
    const c2s = Qot_Sub.complete({ isSubOrUnSub: true });
    expect(c2s).toMatchObject({ isSubOrUnSub: true, securityList: [], subTypeList: [] });
    expect(Qot_Sub.request.decode(Qot_Sub.request.encode({ c2s })).c2s).toMatchObject({ subTypeList: [] });
  });

  it("has messages for its codes", () => {
    const { securityList } = Qot_Sub.complete({
      securityList: ["HK.00700", { market: 11, code: "AAPL" }],
      isSubOrUnSub: true,
    });
    expect(securityList).toEqual([
      { market: 1, code: "00700" },
      { market: 11, code: "AAPL" },
    ]);
    expect(() => Qot_RequestRehab.complete({ security: "00700.HK" })).toThrow(
      expect.objectContaining({ code: "InvalidCode", message: expect.stringContaining("did you mean HK.00700?") }),
    );
  });

  it.each([
    ["HK.00700", "2026-05-08", "2026-05-09"],
    ["US.AAPL", "2026-05-07", "2026-05-08"],
    ["JP.7203", "2026-05-08", "2026-05-09"],
  ])("of %s has days on the clocks of its market", (security, beginTime, endTime) => {
    const dates = { beginTime: new Date("2026-05-08T01:00:00Z"), endTime: new Date("2026-05-08T16:00:00Z") };
    const request = { security, klType: KLType.Day, rehabType: RehabType.None };
    expect(Qot_RequestHistoryKL.complete({ ...request, ...dates })).toMatchObject({ beginTime, endTime });
  });

  it("has moments on the clocks of an account's market, which stands in the message above", () => {
    const beginTime = new Date("2026-07-08T14:30:05Z");
    const request = (trdMarket: number) =>
      Trd_GetHistoryOrderList.complete({
        header: { trdEnv: 0, accID: 1n, trdMarket },
        filterConditions: { beginTime },
      });
    expect(request(2).filterConditions.beginTime).toBe("2026-07-08 10:30:05");
    expect(request(1).filterConditions.beginTime).toBe("2026-07-08 22:30:05");
    expect(() => request(5)).toThrow(
      expect.objectContaining({
        code: "InvalidMessage",
        path: "c2s.filterConditions.beginTime",
        message: expect.stringContaining("the time zone of the market is not known"),
      }),
    );
  });

  it.each([
    ["a whole number", "uint32", 1_778_256_492],
    ["a bigint", "int64", 1_778_256_492n],
    ["a fraction", "double", 1_778_256_492.75],
  ] as const)("has %s of seconds where its field holds one", (_, type, seconds) => {
    const shape: MessageShape = { required: { at: type }, dates: { at: writeSeconds } };
    expect(completeRequest(shape, { at: new Date("2026-05-08T16:08:12.750Z") })).toEqual({ at: seconds });
  });

  it("has a number for a compact day where its field holds one", () => {
    const date = new Date("2026-05-08T16:08:12Z");
    const market = { path: ["market"], zones: { 1: "Asia/Hong_Kong" } };
    const shape: MessageShape = {
      required: { market: "int32", number: "int32", text: "string" },
      dates: { number: writeCompactDay, text: writeCompactDay },
      market,
    };
    expect(completeRequest(shape, { market: 1, number: date, text: date })).toEqual({
      market: 1,
      number: 20_260_509,
      text: "20260509",
    });
  });

  it("refuses a Date that is none", () => {
    const dates = { beginTime: new Date("tomorrow"), endTime: "2026-05-08" };
    expect(() =>
      Qot_RequestHistoryKL.complete({ security: "HK.00700", klType: KLType.Day, rehabType: RehabType.None, ...dates }),
    ).toThrow("the field c2s.beginTime holds an invalid Date");
  });

  it("without anything to complete stays the same object", () => {
    const c2s = { groupName: "All" };
    expect(Qot_GetUserSecurity.complete(c2s)).toBe(c2s);
  });
});

describe("completeRequest", () => {
  const item: MessageShape = { optional: { name: "string" }, repeated: { numbers: "int32" } };
  const shape: MessageShape = {
    required: { one: item },
    optional: { other: item, blob: "bytes" },
    repeated: { many: item },
  };

  it("fills in lists wherever a message occurs", () => {
    expect(completeRequest(shape, { one: {}, many: [{ name: "a" }, { numbers: [1] }] })).toEqual({
      one: { numbers: [] },
      many: [{ name: "a", numbers: [] }, { numbers: [1] }],
    });
    expect(completeRequest(shape, { one: {}, other: {} })).toEqual({
      one: { numbers: [] },
      other: { numbers: [] },
      many: [],
    });
  });

  it("returns a complete message as is, and does not modify its input", () => {
    const complete = { one: { numbers: [] }, many: [{ numbers: [1] }], blob: new Uint8Array(2) };
    expect(completeRequest(shape, complete)).toBe(complete);
    const given = Object.freeze({ one: Object.freeze({}) });
    expect(completeRequest(shape, given)).toEqual({ one: { numbers: [] }, many: [] });
    expect(given).toEqual({ one: {} });
  });

  it.each([undefined, null, "text", 5, 5n])("leaves %s for the codec to refuse", (message) => {
    expect(completeRequest(shape, message)).toBe(message);
    expect(completeRequest(shape, { one: message, many: message })).toEqual({
      one: message,
      many: message === undefined ? [] : message,
    });
  });
});
