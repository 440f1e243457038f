import type { EnumObject } from "@opend/core";
import { Common, Trd_Common } from "@opend/core/protocols";
import { describe, expect, it } from "vitest";
import { nameOf, numberFor, optionalNameOf } from "./name-of.js";
import * as names from "./names.js";
import { securityMarkets, tradeMarkets } from "./trade-markets.js";

const tables: readonly (readonly [string, EnumObject, Readonly<Record<string, number>>])[] = [
  ["TrdSide", Trd_Common.TrdSide, names.sides],
  ["OrderType", Trd_Common.OrderType, names.orderTypes],
  ["OrderStatus", Trd_Common.OrderStatus, names.orderStatuses],
  ["TimeInForce", Trd_Common.TimeInForce, names.timesInForce],
  ["Session", Common.Session, names.sessions],
  ["TrailType", Trd_Common.TrailType, names.trailTypes],
  ["OrderFillStatus", Trd_Common.OrderFillStatus, names.fillStatuses],
  ["PositionSide", Trd_Common.PositionSide, names.positionSides],
  ["TrdAccType", Trd_Common.TrdAccType, names.accountKinds],
  ["SimAccType", Trd_Common.SimAccType, names.paperKinds],
  ["SecurityFirm", Trd_Common.SecurityFirm, names.firms],
  ["Currency", Trd_Common.Currency, names.currencies],
  ["TrdMarket", Trd_Common.TrdMarket, tradeMarkets],
  ["TrdSecMarket", Trd_Common.TrdSecMarket, securityMarkets],
];

describe("the names", () => {
  it.each(tables)("of %s name every value but the unknown one, each once", (_, values, table) => {
    const known = Object.entries(values).filter(([name]) => name !== "Unknown");
    const numbers = known.flatMap(([, value]) => (typeof value === "number" ? [value] : []));
    expect(Object.values(table).sort(compare)).toEqual(numbers.sort(compare));
  });

  it("go both ways, and a number without a name is unknown", () => {
    expect(nameOf(names.sides, numberFor(names.sides, "sell", "side"))).toBe("sell");
    expect([nameOf(names.sides, 0), nameOf(names.sides, 99), nameOf(names.sides, undefined)]).toEqual(
      Array(3).fill("unknown"),
    );
    expect([optionalNameOf(names.sides, undefined), optionalNameOf(names.sides, 1)]).toEqual([undefined, "buy"]);
  });

  it.each(["toString", "Buy", ""])("are not %o", (name) => {
    expect(() => numberFor<string>(names.sides, name, "side")).toThrow(
      expect.objectContaining({ code: "InvalidOption", option: "side" }),
    );
  });
});

function compare(a: number, b: number): number {
  return a - b;
}
