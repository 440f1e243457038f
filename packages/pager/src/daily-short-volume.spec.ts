import { type BrandProfile, type ConnectOptions, isOpendError, type MarketPrefix, openConnection } from "@opend/core";
import { Qot_GetDailyShortVolume, Qot_GetShortInterest } from "@opend/core/protocols";
import { dropConnection, type Gateway, handle, startGateway } from "@opend/sim";
import { afterEach, describe, expect, it } from "vitest";
import { PagingClient } from "./paging-client.js";

const profile: BrandProfile = {
  brand: "futu",
  displayName: "Futu",
  isAppNNOrMM: true,
  ports: [{ tcp: 1, websocket: 1 }],
  env: { url: "URL", key: "KEY", rsaKeyFile: "RSA", configFile: "CONFIG" },
  configFileName: "config.xml",
};
const all = { limit: Number.POSITIVE_INFINITY };
const opened: AsyncDisposable[] = [];

afterEach(async () => {
  for (const resource of opened.splice(0).reverse()) await resource[Symbol.asyncDispose]();
});

async function open(options: Partial<Parameters<typeof startGateway>[0]> = {}, connect: ConnectOptions = {}) {
  const gateway: Gateway = await startGateway({ brand: "futu", tradingDays: 120, ...options });
  opened.push(gateway);
  const client = new PagingClient(await openConnection(profile, { url: gateway.tcpUrl, env: {}, ...connect }));
  opened.push(client);
  return { gateway, client };
}

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

  it("asks for the largest pages unless told otherwise, and only for those it needs", async () => {
    const { client, gateway } = await open();
    expect(await client.dailyShortVolume("HK.00700").toArray(all)).toHaveLength(120);
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(3);
    await client.dailyShortVolume("HK.00700", { pageSize: 10 }).toArray({ limit: 11 });
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(5);
  });

  it("gives one page with what the gateway says of the security", async () => {
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

  it("tags the rows of a US security, whichever way its code is typed", async () => {
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
      expect(() => client.dailyShortVolume(code)).toThrow("HK, US");
      expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(0);
    },
  );

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
    expect(isOpendError(error, "PageFailed") && error.cause).toMatchObject({ code: "MalformedMessage", path });
  });

  it("never rounds a value that no number holds", async () => {
    const { client } = await open({
      handlers: [handle(Qot_GetDailyShortVolume, () => ({ usItemList: [{ volume: 2n ** 53n }], hkItemList: [] }))],
    });
    const error: unknown = await client
      .dailyShortVolume("US.AAPL")
      .page()
      .catch((reason: unknown) => reason);
    expect(isOpendError(error, "PageFailed") && error.cause).toMatchObject({
      code: "ValueOutOfRange",
      field: "volume",
    });
  });

  it("resumes after a cut connection with exactly the missing rows", async () => {
    const { client, gateway } = await open({ faults: [dropConnection({ after: 2 })] });
    const rows = [];
    let cursor: string | undefined;
    try {
      for await (const row of client.dailyShortVolume("HK.00700")) rows.push(row);
    } catch (error) {
      if (!isOpendError(error, "PageFailed")) throw error;
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

describe("paginate", () => {
  it("walks any paged protocol without changing the request", async () => {
    const { client } = await open();
    const c2s = Object.freeze({ security: Object.freeze({ market: 11, code: "AAPL" }) });
    const rows = await client.paginate(Qot_GetShortInterest, c2s, { pageSize: 5 }).toArray(all);
    expect(rows.length).toBeGreaterThan(5);
    expect(new Set(rows.map(({ timestamp }) => timestamp)).size).toBe(rows.length);
  });

  it("gives the body of the reply with each page", async () => {
    const { client } = await open();
    const { s2c, rows, cursor } = await client
      .paginate(Qot_GetShortInterest, { security: { market: 1, code: "00700" } }, { pageSize: 2 })
      .page();
    expect(s2c.hkItemList).toEqual(rows);
    expect(cursor).toBe(s2c.nextKey);
  });
});
