import { type C2SOf, type InputOf, nameOf, namesOf, parseName, type S2COf, security } from "@opend/futu";
import {
  GetGlobalState,
  Qot_Common,
  Qot_GetEconomicCalendar,
  Qot_GetHotList,
  Qot_GetShortInterest,
  Qot_GetWarrant,
  Qot_RequestHistoryKL,
  Qot_StockScreen,
} from "@opend/futu/protocols";
import { describe, expect, expectTypeOf, it } from "vitest";
import { openClient } from "./open-client.js";

type Interest = S2COf<typeof Qot_GetShortInterest>;
type InterestRow = Interest["usItemList"][number] | Interest["hkItemList"][number];

// `tsc` checks the types. Each test also checks the values at run time.
describe("types of protocols", () => {
  it("give paginate its rows without a cast", async () => {
    const { client } = await openClient();
    for await (const row of client.paginate(Qot_GetShortInterest, { security: security("US.AAPL") }, { limit: 1 })) {
      expectTypeOf(row).toEqualTypeOf<InterestRow>();
      expectTypeOf(row).not.toBeAny();
      expectTypeOf(row.timestamp).toEqualTypeOf<bigint | undefined>();
      expectTypeOf(row.closePrice).toEqualTypeOf<number | undefined>();
      expect(typeof row.timestamp).toBe("bigint");
      if ("sharesShort" in row) expectTypeOf(row.sharesShort).toEqualTypeOf<bigint | undefined>();
    }
  });

  it("give paginate's pages the body of the reply", async () => {
    const { client } = await openClient();
    const page = await client.paginate(Qot_GetShortInterest, { security: security("HK.00700") }).page();
    expectTypeOf(page.s2c).toEqualTypeOf<Interest>();
    expectTypeOf(page.s2c).not.toBeAny();
    expectTypeOf(page.rows).toEqualTypeOf<readonly InterestRow[]>();
    expect(page.s2c.hkItemList).toEqual(page.rows);
  });

  it("do not let paginate accept the fields that paging fills in", async () => {
    const { client } = await openClient();
    const asked = { security: security("US.AAPL") };
    // @ts-expect-error: paging fills it in
    const withKey = client.paginate(Qot_GetShortInterest, { ...asked, nextKey: "1" });
    // @ts-expect-error: paging fills it in
    const withSize = client.paginate(Qot_GetShortInterest, { ...asked, num: 3 }, { pageSize: 7 });
    // @ts-expect-error: the security is required
    expect(() => client.paginate(Qot_GetShortInterest, {})).toThrow("c2s.security");
    const sizes = [];
    for (const walk of [withKey, withSize]) for await (const { rows } of walk.pages()) sizes.push(rows.length);
    expect(sizes[0]).toBeGreaterThan(7);
    expect(sizes.slice(1)).toContain(7);
  });

  it("give paginate over many requests the same rows, and each page its request", async () => {
    const { client } = await openClient();
    const requests = [{ security: "US.AAPL" }, { security: security("HK.00700") }];
    const walk = client.paginate(Qot_GetShortInterest, requests, { limit: 1, onFailure: "skip" });
    for await (const page of walk.pages()) {
      expectTypeOf(page).not.toBeAny();
      expectTypeOf(page.rows).toEqualTypeOf<readonly InterestRow[]>();
      expectTypeOf(page.s2c).toEqualTypeOf<Interest>();
      expectTypeOf(page.requestIndex).toEqualTypeOf<number>();
      expectTypeOf(page.request.security).toEqualTypeOf<Qot_Common.Security | string>();
      expect(page.request).toBe(requests[page.requestIndex]);
    }
    expectTypeOf(await walk.toArray()).toEqualTypeOf<InterestRow[]>();
    expectTypeOf(client.paginate(Qot_GetShortInterest, new Set(walk.rest))).toEqualTypeOf<typeof walk>();
    // @ts-expect-error: the security is required
    expect(() => client.paginate(Qot_GetShortInterest, [{}])).toThrow("c2s.security");
    // @ts-expect-error: each request has a cursor of its own
    expect(() => client.paginate(Qot_GetShortInterest, requests, { from: "1" })).toThrow("from");
  });

  it("do not let paginate accept a protocol without pages", async () => {
    const { client } = await openClient();
    // @ts-expect-error: this protocol has no pages
    expect(() => client.paginate(GetGlobalState, { userID: 0n })).toThrow("use client.call(GetGlobalState");
  });

  it("give call its result and check its request", async () => {
    const { client } = await openClient();
    const state = await client.call(GetGlobalState, { userID: 0n });
    expectTypeOf(state).toEqualTypeOf<S2COf<typeof GetGlobalState>>();
    expectTypeOf(state).not.toBeAny();
    expectTypeOf(state.serverVer).toEqualTypeOf<number>();
    expectTypeOf(state.time).toEqualTypeOf<bigint>();
    expectTypeOf(state.connID).toEqualTypeOf<bigint | undefined>();
    expect(typeof state.time).toBe("bigint");
    // @ts-expect-error: a 64-bit integer is a bigint
    await expect(client.call(GetGlobalState, { userID: 0 })).rejects.toMatchObject({ code: "InvalidMessage" });
    // @ts-expect-error: a required field is missing
    await expect(client.call(GetGlobalState, {})).rejects.toMatchObject({ code: "InvalidMessage", path: "c2s.userID" });
  });

  it("infer the rows of every style of paging", () => {
    const rowsOf = <Row>(_: { readonly paging: { rows(s2c: never): Row[] } }): Row[] => [];
    expectTypeOf(rowsOf(Qot_RequestHistoryKL)).toEqualTypeOf<Qot_Common.KLine[]>();
    expectTypeOf(rowsOf(Qot_GetEconomicCalendar)).items.toHaveProperty("consensus");
    expectTypeOf(rowsOf(Qot_GetWarrant)).items.toHaveProperty("conversionRatio");
    expectTypeOf(rowsOf(Qot_StockScreen)).items.not.toBeAny();
    expectTypeOf(rowsOf(Qot_GetHotList)).items.not.toBeAny();
    expectTypeOf<Parameters<typeof Qot_GetWarrant.paging.toRequest>[0]>().not.toHaveProperty("begin");
    expectTypeOf<Parameters<typeof Qot_RequestHistoryKL.paging.toRequest>[0]>().not.toHaveProperty("nextReqKey");
    expect(Qot_GetHotList.paging.nextCursor({ dataList: [], allCount: 9 }, "4")).toBeUndefined();
  });

  it("let a request have a code for a security and a Date for a day, but not the message that is sent", async () => {
    const { client } = await openClient();
    const { KLType, RehabType } = Qot_Common;
    const kind = { security: "HK.00700", klType: KLType.Day, rehabType: RehabType.None };
    const days = { beginTime: new Date("2026-05-07T12:00+08:00"), endTime: "2026-05-08" };
    const lines = await client.paginate(Qot_RequestHistoryKL, { ...kind, ...days }).toArray({ limit: 9 });
    expect(lines.map(({ time }) => time.slice(0, 10))).toEqual(["2026-05-07", "2026-05-08"]);
    type Input = InputOf<typeof Qot_RequestHistoryKL>;
    expectTypeOf<Input>().toEqualTypeOf<Qot_RequestHistoryKL.C2SInput>();
    expectTypeOf<Input["security"]>().toEqualTypeOf<Qot_Common.Security | string>();
    expectTypeOf<Input["beginTime"]>().toEqualTypeOf<string | Date>();
    expectTypeOf<Qot_RequestHistoryKL.C2S["security"]>().toEqualTypeOf<Qot_Common.Security>();
    expectTypeOf<Qot_RequestHistoryKL.C2S["beginTime"]>().toEqualTypeOf<string>();
    // @ts-expect-error: a day is no number
    const wrong = { ...kind, ...days, endTime: 20260508 } satisfies Input;
    // @ts-expect-error: a day is no number
    expect(() => client.paginate(Qot_RequestHistoryKL, wrong)).toThrow("c2s.endTime");
  });

  it("give a field its enum, which any number fits but no literal that the enum lacks", () => {
    const { KLType } = Qot_Common;
    expectTypeOf<Qot_RequestHistoryKL.C2S["klType"]>().toEqualTypeOf<Qot_Common.KLType>();
    expectTypeOf<number>().toExtend<Qot_Common.KLType>();
    // @ts-expect-error: there is no such period
    const period: Qot_Common.KLType = 99;
    expect(nameOf(KLType, period)).toBeUndefined();
    expectTypeOf(nameOf(KLType, KLType.Day)).toEqualTypeOf<keyof typeof KLType | undefined>();
    expect(nameOf(KLType, KLType["1Min"])).toBe("1Min");
    expectTypeOf(namesOf(KLType)).toEqualTypeOf<(keyof typeof KLType)[]>();
    expect(namesOf(KLType).slice(0, 3)).toEqual(["Unknown", "1Min", "Day"]);
    expectTypeOf(parseName(KLType, "Day")).toEqualTypeOf<Qot_Common.KLType>();
    expect(parseName(KLType, "Day")).toBe(KLType.Day);
  });

  it("name the request and reply of a protocol", () => {
    expectTypeOf<C2SOf<typeof Qot_GetShortInterest>["security"]>().toEqualTypeOf<Qot_Common.Security>();
    expectTypeOf<C2SOf<typeof Qot_GetShortInterest>["nextKey"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf(Qot_GetShortInterest.paging.rows).returns.toEqualTypeOf<InterestRow[]>();
    expect(Qot_GetShortInterest.kind).toBe("query");
  });
});
