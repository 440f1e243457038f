import { describe, expect, expectTypeOf, it } from "vitest";
import type { QotMarket } from "../gen/enums/Qot_Common.js";
import { Qot_GetDailyShortVolume } from "../gen/protocols/Qot_GetDailyShortVolume.js";
import { Qot_GetShortInterest } from "../gen/protocols/Qot_GetShortInterest.js";
import type { Session } from "../session/session.js";
import type { C2SOf, S2COf } from "./protocol.js";

type Page = S2COf<typeof Qot_GetShortInterest>;
type Question = C2SOf<typeof Qot_GetShortInterest>;
type UsRow = Page["usItemList"][number];

describe("types of a protocol", () => {
  it("know each row", () => {
    expectTypeOf<Page>().not.toBeAny();
    expectTypeOf<Page["usItemList"]>().not.toBeAny();
    expectTypeOf<UsRow>().not.toBeAny();
    expectTypeOf<UsRow["sharesShort"]>().toEqualTypeOf<bigint | undefined>();
    expectTypeOf<UsRow["daysToCover"]>().toEqualTypeOf<number | undefined>();
    expectTypeOf<UsRow["timestampStr"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Page["hkItemList"][number]["aggregatedShort"]>().toEqualTypeOf<bigint | undefined>();
    expectTypeOf<UsRow>().not.toHaveProperty("aggregatedShort");
  });

  it("know which fields of a request are required", () => {
    expectTypeOf<Question>().not.toBeAny();
    expectTypeOf<Question["security"]["market"]>().toEqualTypeOf<QotMarket>();
    expectTypeOf<Question["security"]["code"]>().toEqualTypeOf<string>();
    expectTypeOf<Question["nextKey"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Pick<Question, "security">>().toExtend<Question>();
    expectTypeOf<Omit<Question, "security">>().not.toExtend<Question>();
  });

  it("flow through a session", () => {
    type Call = typeof Session.prototype.request<Question, Page, Qot_GetShortInterest.C2SInput>;
    expectTypeOf<Awaited<ReturnType<Call>>>().toEqualTypeOf<Page>();
    expectTypeOf<Question>().toExtend<Parameters<Call>[1]>();
    expectTypeOf<{ security: string }>().toExtend<Parameters<Call>[1]>();
    expectTypeOf<Omit<Question, "security">>().not.toExtend<Parameters<Call>[1]>();
  });

  it("flow through paging", () => {
    const { paging } = Qot_GetShortInterest;
    expectTypeOf(paging.rows).returns.not.toBeAny();
    expectTypeOf(paging.rows).returns.items.toEqualTypeOf<UsRow | Page["hkItemList"][number]>();
    expectTypeOf<Omit<Question, "nextKey" | "num">>().toExtend<Parameters<typeof paging.toRequest>[0]>();
    expectTypeOf(
      paging.toRequest({ security: { market: 1, code: "00700" } }, undefined, 10),
    ).toExtend<Qot_GetShortInterest.C2SInput>();
  });
});

describe.each([Qot_GetDailyShortVolume, Qot_GetShortInterest])("paging of $name", ({ paging }) => {
  const security = { market: 1, code: "00700" };
  const pageOf = (nextKey?: string) => ({ usItemList: [{ volume: 1n }], hkItemList: [{ closePrice: 2 }], nextKey });

  it("returns the rows of both markets", () => {
    expect(paging.rows(pageOf())).toEqual([{ volume: 1n }, { closePrice: 2 }]);
  });

  it.each([
    ["-1", undefined],
    ["", undefined],
    [undefined, undefined],
    ["20240101", "20240101"],
    ["0", "0"],
  ])("after the key %j continues at %j", (nextKey, cursor) => {
    expect(paging.nextCursor(pageOf(nextKey), undefined)).toBe(cursor);
  });

  it("accepts only cursors that the gateway can have returned", () => {
    expect(["20240101", "0", "-1", ""].map(paging.isCursor)).toEqual([true, true, false, false]);
  });

  it("requests the page at a cursor", () => {
    expect(paging.toRequest({ security }, "k", 20)).toEqual({ security, nextKey: "k", num: 20 });
    expect(paging.toRequest({ security }, undefined, undefined)).toEqual({ security });
  });
});
