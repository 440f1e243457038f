import { Qot_GetDailyShortVolume, Qot_RequestHistoryKL, Qot_StockFilter } from "@opend/core/plain";
import { Qot_RequestHistoryKL as wireKL } from "@opend/core/protocols";
import { dropConnection } from "@opend/sim";
import { describe, expect, expectTypeOf, it } from "vitest";
import { open } from "./testing/open.js";

const all = { limit: Number.POSITIVE_INFINITY };
const days = {
  security: "HK.00700",
  klType: "Day",
  rehabType: "None",
  beginTime: "2026-04-01",
  endTime: "2026-05-08",
} as const;

describe("askPages", () => {
  it("walks plain rows, whose moments have the offset of the market", async () => {
    const { client } = await open();
    const pager = client.askPages(Qot_RequestHistoryKL, days, { pageSize: 7 });
    const candles = await pager.toArray(all);
    expect(candles.length).toBeGreaterThan(20);
    expect(candles.at(-1)).toMatchObject({ time: "2026-05-08T00:00:00+08:00", closePrice: 471.4, volume: 25207039 });
    expect(JSON.parse(JSON.stringify(candles))).toEqual(candles);
    expectTypeOf<(typeof candles)[number]["volume"]>().toEqualTypeOf<number | undefined>();
  });

  it("has the same rows as paginate, on bad days too, and resumes", async () => {
    const { client } = await open({ faults: [dropConnection({ after: 2, times: 3 })] });
    const plain = await client.askPages(Qot_RequestHistoryKL, days, { pageSize: 7 }).toArray(all);
    const wire = await client.paginate(wireKL, Qot_RequestHistoryKL.plain.request.fromPlain(days)).toArray(all);
    expect(plain.map(({ closePrice }) => closePrice)).toEqual(wire.map(({ closePrice }) => closePrice));
    const { cursor } = await client.askPages(Qot_RequestHistoryKL, days, { pageSize: 7 }).page();
    const rest = await client.askPages(Qot_RequestHistoryKL, days, { pageSize: 7, from: cursor }).toArray(all);
    expect(rest).toEqual(plain.slice(7));
  });

  it("walks many requests in turn, and tells the time zone by each request's own security", async () => {
    const { client } = await open();
    const requests = ["HK.00700", "US.AAPL"].map((security) => ({ ...days, security, beginTime: "2026-05-08" }));
    const pages = [];
    for await (const page of client.askPages(Qot_RequestHistoryKL, requests).pages()) pages.push(page);
    expect(pages.map(({ request, rows, reply }) => [request.security, reply.security, rows[0]?.time])).toEqual([
      ["HK.00700", "HK.00700", "2026-05-08T00:00:00+08:00"],
      ["US.AAPL", "US.AAPL", "2026-05-08T00:00:00-04:00"],
    ]);
  });

  it("fills in what paging needs, and joins several lists of rows", async () => {
    const { client } = await open();
    const found = await client
      .askPages(Qot_StockFilter, { market: "HK_Security", baseFilterList: [] })
      .toArray({ limit: 3 });
    expect(found.map(({ security }) => security)).toEqual(expect.arrayContaining([expect.stringMatching(/^HK\./)]));
    const rows = await client.askPages(Qot_GetDailyShortVolume, { security: "US.AAPL" }).toArray({ limit: 1 });
    expect(rows[0]).toMatchObject({ timestampStr: "2026-05-08", timestamp: "2026-05-08T00:00:00-04:00" });
  });

  it("refuses mistakes at the call, with the path and the nearest name", async () => {
    const { client, gateway } = await open();
    const ask = (protocol: unknown, request: unknown) => () =>
      Reflect.apply(client.askPages, client, [protocol, request]);
    expect(ask(Qot_RequestHistoryKL, { ...days, klType: "Dya" })).toThrow('klType is "Dya": did you mean Day?');
    expect(ask(Qot_RequestHistoryKL, [days, { ...days, securities: "HK.00700" }])).toThrow("did you mean security?");
    expect(ask(wireKL, days)).toThrow("import Qot_RequestHistoryKL from @opend/futu/plain or @opend/moomoo/plain");
    expect(ask(Qot_RequestHistoryKL, undefined)).toThrow("not undefined");
    expect(gateway.requestCount(wireKL)).toBe(0);
  });
});
