import { describe, expect, expectTypeOf, it } from "vitest";
import type { Qot_StockScreen } from "../gen/protocols/Qot_StockScreen.js";
import { Qot_Sub } from "../gen/protocols/Qot_Sub.js";
import type { Trd_PlaceOrder } from "../gen/protocols/Trd_PlaceOrder.js";
import { completeLists } from "../message/complete-lists.js";
import type { MessageShape } from "../message/message-shape.js";
import type { C2SOf } from "./protocol.js";
import type { RequestInput } from "./request-input.js";

describe("the input form of a request", () => {
  it("may leave out lists at any depth, and nothing else", () => {
    type Input = RequestInput<C2SOf<typeof Qot_StockScreen>>;
    expectTypeOf<{ pageFrom: 0 }>().toExtend<Input>();
    expectTypeOf<Record<never, never>>().toExtend<RequestInput<{ inner?: { list: number[] } | undefined }>>();
    expectTypeOf<{ inner: Record<never, never> }>().toExtend<RequestInput<{ inner: { list: number[] } }>>();
    expectTypeOf<Record<never, never>>().not.toExtend<RequestInput<C2SOf<typeof Qot_Sub>>>();
    expectTypeOf<C2SOf<typeof Qot_Sub>>().toExtend<RequestInput<C2SOf<typeof Qot_Sub>>>();
    expectTypeOf<RequestInput<C2SOf<typeof Trd_PlaceOrder>>["header"]["accID"]>().toEqualTypeOf<bigint>();
    expectTypeOf<RequestInput<{ blob: Uint8Array }>["blob"]>().toEqualTypeOf<Uint8Array>();
  });

  it("is completed with empty lists before it is sent", () => {
    const c2s = Qot_Sub.complete({ isSubOrUnSub: true });
    expect(c2s).toMatchObject({ isSubOrUnSub: true, securityList: [], subTypeList: [] });
    expect(Qot_Sub.request.decode(Qot_Sub.request.encode({ c2s })).c2s).toMatchObject({ subTypeList: [] });
  });
});

describe("completeLists", () => {
  const item: MessageShape = { optional: { name: "string" }, repeated: { numbers: "int32" } };
  const shape: MessageShape = {
    required: { one: item },
    optional: { other: item, blob: "bytes" },
    repeated: { many: item },
  };

  it("fills in lists wherever a message occurs", () => {
    expect(completeLists(shape, { one: {}, many: [{ name: "a" }, { numbers: [1] }] })).toEqual({
      one: { numbers: [] },
      many: [{ name: "a", numbers: [] }, { numbers: [1] }],
    });
    expect(completeLists(shape, { one: {}, other: {} })).toEqual({
      one: { numbers: [] },
      other: { numbers: [] },
      many: [],
    });
  });

  it("returns a complete message as is, and does not modify its input", () => {
    const complete = { one: { numbers: [] }, many: [{ numbers: [1] }], blob: new Uint8Array(2) };
    expect(completeLists(shape, complete)).toBe(complete);
    const given = Object.freeze({ one: Object.freeze({}) });
    expect(completeLists(shape, given)).toEqual({ one: { numbers: [] }, many: [] });
    expect(given).toEqual({ one: {} });
  });

  it.each([undefined, null, "text", 5, 5n])("leaves %s for the codec to refuse", (message) => {
    expect(completeLists(shape, message)).toBe(message);
    expect(completeLists(shape, { one: message, many: message })).toEqual({
      one: message,
      many: message === undefined ? [] : message,
    });
  });
});
