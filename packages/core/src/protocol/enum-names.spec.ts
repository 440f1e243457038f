import { describe, expect, expectTypeOf, it } from "vitest";
import { KLType, QotMarketState } from "../gen/enums/Qot_Common.js";
import { thrownBy } from "../testing/caught.js";
import { nameOf, namesOf, parseName, valuesOf } from "./enum-names.js";

describe("the names of an enum", () => {
  it("go both ways", () => {
    expect(nameOf(KLType, KLType.Day)).toBe("Day");
    expect(nameOf(KLType, 1)).toBe("1Min");
    expect(parseName(KLType, "1Min")).toBe(KLType["1Min"]);
    expectTypeOf(nameOf(KLType, 2)).toExtend<"Day" | "1Min" | string | undefined>();
    expectTypeOf(parseName(KLType, "Day")).toEqualTypeOf<KLType>();
  });

  it("have none for a value of a newer gateway", () => {
    expect(nameOf(KLType, 999)).toBeUndefined();
  });

  it("are refused with the nearest one", () => {
    const error = thrownBy(() => parseName(KLType, "Dya"));
    expect(error).toMatchObject({ code: "InvalidName", input: "Dya" });
    expect(error.message).toMatch(/^"Dya" is not a name: did you mean Day\? Others are Unknown, 1Min, Week/);
    expect(thrownBy(() => parseName(KLType, "toString")).message).toContain("use one of Unknown, 1Min, Day");
    expect(thrownBy(() => parseName(KLType, "2")).code).toBe("InvalidName");
  });

  it("are listed in the order of the schema, with the first of two for one value", () => {
    expect(namesOf(KLType).slice(0, 3)).toEqual(["Unknown", "1Min", "Day"]);
    expect(valuesOf(KLType)).toHaveLength(namesOf(KLType).length);
    const aliases = namesOf(QotMarketState).filter((name) => nameOf(QotMarketState, QotMarketState[name]) !== name);
    expect(aliases.length).toBeGreaterThan(0);
  });
});
