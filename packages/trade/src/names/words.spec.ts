import { type EnumObject, namesOf } from "@opend/core";
import { Common, Trd_Common } from "@opend/core/protocols";
import { describe, expect, expectTypeOf, it } from "vitest";
import { type Known, parseOption, wordOf } from "./words.js";

const { OrderStatus, TrdSide } = Trd_Common;

describe("the word of a value", () => {
  it("is the name that the contract has for it", () => {
    expect(wordOf(TrdSide, TrdSide.SellShort)).toBe("SellShort");
    expect(wordOf(TrdSide, 0)).toBe("Unknown");
    expect(wordOf(OrderStatus, -1)).toBe("Unknown");
    expectTypeOf(wordOf(TrdSide, 1)).toEqualTypeOf<Trd_Common.TrdSideName | number>();
  });

  it("is the value itself when a newer gateway sends it, and undefined when none was sent", () => {
    expect(wordOf(TrdSide, 99)).toBe(99);
    expect(wordOf(TrdSide, undefined)).toBeUndefined();
  });
});

describe("an option", () => {
  it("takes every name but Unknown", () => {
    expect(parseOption(TrdSide, "side", "Sell")).toBe(2);
    expect(parseOption(Common.Session, "session", "NONE")).toBe(0);
    expectTypeOf<Known<Trd_Common.TrdSideName>>().toEqualTypeOf<"Buy" | "Sell" | "SellShort" | "BuyBack">();
    expectTypeOf(parseOption(TrdSide, "side", "Sell")).toEqualTypeOf<Trd_Common.TrdSide>();
  });

  it.each<[unknown, string]>([
    ["buy", 'side is "buy": did you mean Buy? Others are Sell, SellShort, BuyBack'],
    ["sell-short", 'side is "sell-short": did you mean SellShort? Others are Buy, Sell, BuyBack'],
    ["hold", 'side is "hold": use one of Buy, Sell, SellShort, BuyBack'],
    ["Unknown", 'side is "Unknown": use one of Buy, Sell, SellShort, BuyBack'],
    ["toString", 'side is "toString": use one of Buy, Sell, SellShort, BuyBack'],
    ["", 'side is "": use one of Buy, Sell, SellShort, BuyBack'],
    [2, "side is 2: did you mean Sell? Others are Buy, SellShort, BuyBack"],
    [99, "side is 99: use one of Buy, Sell, SellShort, BuyBack"],
    [1n, "side is 1: use one of Buy, Sell, SellShort, BuyBack"],
    [null, "side is null: use one of Buy, Sell, SellShort, BuyBack"],
    [undefined, "side is undefined: use one of Buy, Sell, SellShort, BuyBack"],
  ])("refuses %o", (given, message) => {
    // @ts-expect-error: not a name
    const parse = () => parseOption(TrdSide, "side", given);
    expect(parse).toThrow(expect.objectContaining({ code: "InvalidOption", option: "side", message }));
  });

  it.each([TrdSide, OrderStatus, Trd_Common.OrderType, Trd_Common.TimeInForce])(
    "suggests the name that is %o in kebab case",
    (names) => {
      for (const name of namesOf<EnumObject>(names)) {
        const kebab = name.replace(/_|(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase();
        // @ts-expect-error: not a name
        const parse = () => parseOption(names, "word", kebab);
        if (name !== "Unknown") expect(parse).toThrow(`word is "${kebab}": did you mean ${name}?`);
      }
    },
  );

  it("suggests the name that something usual stands for", () => {
    const usual = new Map([["purchase", "Buy"]] as const);
    // @ts-expect-error: not a name
    const parse = () => parseOption(TrdSide, "side", "Purchase", usual);
    expect(parse).toThrow('side is "Purchase": did you mean Buy?');
  });
});
