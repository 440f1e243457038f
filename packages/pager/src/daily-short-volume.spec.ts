import type { MarketPrefix } from "@opend/core";
import { Qot_GetDailyShortVolume } from "@opend/core/protocols";
import { dropConnection, handle, refuse, stallReplies } from "@opend/sim";
import { describe, expect, it } from "vitest";
import { isPagerError } from "./errors/pager-error.js";
import { open } from "./testing/open.js";

const all = { limit: Number.POSITIVE_INFINITY };

describe("dailyShortVolume", () => {
  it("streams the documented newest row of HK.00700 as plain data", async () => {
    const { client } = await open();
    for await (const row of client.dailyShortVolume("HK.00700")) {
      expect(row).toEqual({
        market: "HK",
        code: "HK.00700",
        timestamp: 1778169600,
        timestampStr: "2026-05-08",
        sharesTraded: 25207039,
        turnover: 11871680730.68,
        shortSellSharesTraded: 2464300,
        shortSellTurnover: 1161032040,
        openPrice: 475,
        closePrice: 471.4,
        lastClosePrice: 477.4,
        dailyTradeAvgRatio: 11.36,
      });
      break;
    }
  });

  it("fetches the largest pages by default, and only those it needs", async () => {
    const { client, gateway } = await open();
    expect(await client.dailyShortVolume("HK.00700").toArray(all)).toHaveLength(120);
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(3);
    await client.dailyShortVolume("HK.00700", { pageSize: 10 }).toArray({ limit: 11 });
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(5);
  });

  it("fetches one page with the gateway's values for the security", async () => {
    const { client } = await open();
    const page = await client.dailyShortVolume("HK.00700", { pageSize: 10 }).page();
    expect(page).toMatchObject({
      cursor: "1776960000",
      aggregatedShort: 51480638,
      aggregatedShortRatio: 0.56,
      newTimeStr: "30/04/2026",
    });
    expect(page.rows.at(-1)?.timestampStr).toBe("2026-04-24");
    const us = await client.dailyShortVolume("US.AAPL").page();
    expect(us.aggregatedShort).toBeUndefined();
  });

  it("tags the rows of a US security, however its code is typed", async () => {
    const { client } = await open();
    const code: string = "US.AAPL";
    for (const row of await client.dailyShortVolume(code).toArray({ limit: 3 })) {
      expect(row.market).toBe("US");
      expect(row.market === "US" && typeof row.totalSharesShort).toBe("number");
    }
  });

  it("keeps absent and zero apart", async () => {
    const { client } = await open({
      handlers: [
        handle(Qot_GetDailyShortVolume, () => ({
          usItemList: [],
          hkItemList: [{ timestamp: 1n, shortSellSharesTraded: 0n, turnover: 0 }],
          nextKey: "-1",
        })),
      ],
    });
    const [row] = await client.dailyShortVolume("HK.00001").toArray(all);
    expect(row).toMatchObject({ shortSellSharesTraded: 0, turnover: 0 });
    expect(row?.sharesTraded).toBeUndefined();
    expect(row?.closePrice).toBeUndefined();
  });

  it.each(["700", "HK.", "XX.1", "SH.600519", "", "hk.00700"])(
    "refuses the code %j before anything is sent",
    async (code) => {
      const { client, gateway } = await open();
      expect(() => client.dailyShortVolume(code)).toThrow(
        expect.objectContaining({ code: "InvalidCode", input: code }),
      );
      expect(() => client.dailyShortVolume(code)).toThrow(/HK(,| and) US/);
      expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(0);
    },
  );

  // Calls from JavaScript, where nothing checks types.
  it.each<[unknown, string, string]>([
    [undefined, "InvalidCode", "undefined is not a security code"],
    [null, "InvalidCode", "null is not a security code"],
    [700, "InvalidCode", "700 is not a security code"],
    [{ code: "HK.00700" }, "InvalidCode", "an object is not a security code"],
    [[700], "InvalidCode", "700 is not a security code"],
    [[null], "InvalidCode", "null is not a security code"],
    [[{ cursor: "1" }], "InvalidCode", "an object is not a security code"],
    [["HK.00700", "700"], "InvalidCode", "HK, US"],
    [[], "InvalidOption", "the list of codes is empty"],
  ])("refuses %j at the call", async (codes, code, message) => {
    const { client, gateway } = await open();
    const call = () => Reflect.apply(client.dailyShortVolume, client, [codes]);
    expect(call).toThrow(expect.objectContaining({ code }));
    expect(call).toThrow(message);
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(0);
  });

  it.each([null, 5])("refuses %j in place of options", async (options) => {
    const { client } = await open();
    for (const codes of ["HK.00700", ["HK.00700"]]) {
      expect(() => Reflect.apply(client.dailyShortVolume, client, [codes, options])).toThrow(
        expect.objectContaining({ code: "InvalidOption", option: "options" }),
      );
    }
  });

  it("reports where a page failed when its retries are used up", async () => {
    const busy = handle(Qot_GetDailyShortVolume, ({ nextKey }) => {
      if (nextKey !== undefined) refuse("busy", -100);
      return { usItemList: [], hkItemList: [{ timestamp: 1n }], nextKey: "7" };
    });
    const { client, gateway } = await open({ handlers: [busy] }, { retry: { attempts: 2 } });
    await expect(client.dailyShortVolume("HK.00700").toArray(all)).rejects.toMatchObject({
      code: "PageFailed",
      cursor: "7",
      retryable: true,
      cause: { code: "GatewayError", retType: -100 },
    });
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(3);
  });

  it("can be left while the gateway stalls", async () => {
    const { client, gateway } = await open({ faults: [stallReplies({ protocol: Qot_GetDailyShortVolume })] });
    for (const walk of [client.dailyShortVolume("HK.00700"), client.dailyShortVolume(["HK.00700", "US.AAPL"])]) {
      const before = gateway.requestCount(Qot_GetDailyShortVolume);
      const iterator = walk[Symbol.asyncIterator]();
      const waiting = iterator.next();
      await expect.poll(() => gateway.requestCount(Qot_GetDailyShortVolume)).toBeGreaterThan(before);
      await iterator.return();
      expect(await waiting).toEqual({ done: true, value: undefined });
    }
  });

  it("uses the limit of the call for toArray", async () => {
    const { client } = await open();
    expect(await client.dailyShortVolume("HK.00700", { limit: 20 }).toArray()).toHaveLength(20);
    expect(await client.dailyShortVolume(["HK.00700", "US.AAPL"], { limit: 20 }).toArray()).toHaveLength(40);
    expect(await client.dailyShortVolume(["HK.00700", "US.AAPL"]).toArray({ limit: 30 })).toHaveLength(30);
  });

  it.each<[MarketPrefix, string]>([
    ["HK", "s2c.usItemList"],
    ["US", "s2c.hkItemList"],
  ])("refuses rows of the other market for a %s security", async (market, path) => {
    const { client } = await open({
      handlers: [
        handle(Qot_GetDailyShortVolume, () =>
          market === "HK" ? { usItemList: [{}], hkItemList: [] } : { usItemList: [], hkItemList: [{}] },
        ),
      ],
    });
    const error: unknown = await client
      .dailyShortVolume(`${market}.1`)
      .page()
      .catch((reason: unknown) => reason);
    expect(isPagerError(error, "PageFailed") && error.cause).toMatchObject({ code: "MalformedMessage", path });
  });

  it("never rounds a value that does not fit into a number", async () => {
    const { client } = await open({
      handlers: [handle(Qot_GetDailyShortVolume, () => ({ usItemList: [{ volume: 2n ** 53n }], hkItemList: [] }))],
    });
    const error: unknown = await client
      .dailyShortVolume("US.AAPL")
      .page()
      .catch((reason: unknown) => reason);
    expect(isPagerError(error, "PageFailed") && error.cause).toMatchObject({
      code: "ValueOutOfRange",
      field: "volume",
    });
  });

  it("resumes after a cut connection with exactly the missing rows", async () => {
    const { client, gateway } = await open(
      { faults: [dropConnection({ after: 2 })] },
      { reconnect: false, log: "off" },
    );
    const rows = [];
    let cursor: string | undefined;
    try {
      for await (const row of client.dailyShortVolume("HK.00700")) rows.push(row);
    } catch (error) {
      if (!isPagerError(error, "PageFailed")) throw error;
      expect(error.cause).toMatchObject({ code: "ConnectionLost", sent: true });
      cursor = error.cursor;
    }
    expect(rows).toHaveLength(50);
    expect(gateway.connections).toBe(0);
    const { client: other } = await open();
    rows.push(...(await other.dailyShortVolume("HK.00700", { from: cursor }).toArray(all)));
    expect(rows).toEqual(await other.dailyShortVolume("HK.00700").toArray(all));
  });
});
