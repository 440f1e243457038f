import {
  createManualClock,
  createSlidingWindowLimiter,
  type LogEntry,
  type MarketPrefix,
  omittedFrom,
  type QuotaWait,
} from "@opend/core";
import { Qot_GetDailyShortVolume } from "@opend/core/protocols";
import { dropConnection, handle, refuse, stallReplies } from "@opend/sim";
import { describe, expect, it } from "vitest";
import { isPagerError } from "../errors/pager-error.js";
import { open } from "../testing/open.js";

const all = { limit: Number.POSITIVE_INFINITY };

describe("dailyShortVolume", () => {
  it("streams the documented newest row of HK.00700 as plain data", async () => {
    const { client } = await open();
    for await (const row of client.dailyShortVolume("HK.00700")) {
      expect(row).toEqual({
        market: "HK",
        code: "HK.00700",
        day: "2026-05-08",
        open: 475,
        close: 471.4,
        lastClose: 477.4,
        volume: 25207039,
        turnover: 11871680730.68,
        shortVolume: 2464300,
        shortTurnover: 1161032040,
        shortRatio: 9.78,
        isShortRatioComputed: true,
        averageShortRatio: 11.36,
      });
      expect(row.raw).toMatchObject({ timestampStr: "2026-05-08", sharesTraded: 25207039n });
      expect(JSON.parse(JSON.stringify(row))).toEqual(row);
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
      aggregatedDay: "2026-04-30",
    });
    expect(page.rows.at(-1)?.day).toBe("2026-04-24");
    const us = await client.dailyShortVolume("US.AAPL").page();
    expect(us.aggregatedShort).toBeUndefined();
  });

  it("tags the rows of a US security, however its code is typed", async () => {
    const { client } = await open();
    const code: string = "US.AAPL";
    for (const row of await client.dailyShortVolume(code).toArray({ limit: 3 })) {
      expect(row.market).toBe("US");
      expect(row.market === "US" && typeof row.nasdaqShortVolume).toBe("number");
      expect(row).toMatchObject({ open: undefined, turnover: undefined, shortTurnover: undefined });
      expect(row).toMatchObject({ shortRatio: expect.any(Number), isShortRatioComputed: false });
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
    expect(row).toMatchObject({ shortVolume: 0, turnover: 0, day: "1970-01-01" });
    for (const name of ["volume", "close", "shortRatio"]) expect(row).toHaveProperty(name, undefined);
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

  it("refuses a row without a day", async () => {
    const { client } = await open({
      handlers: [handle(Qot_GetDailyShortVolume, () => ({ usItemList: [{}], hkItemList: [], nextKey: "-1" }))],
    });
    await expect(client.dailyShortVolume("US.AAPL").toArray(all)).rejects.toMatchObject({
      code: "PageFailed",
      cause: { code: "MalformedMessage", path: "timestampStr" },
    });
  });

  it.each([2n ** 53n, 10n ** 13n, -(10n ** 13n)])(
    "leaves out a row whose only day is %d seconds since 1970, and tells it",
    async (timestamp) => {
      const good = { timestampStr: "2026-05-08", volume: 1n };
      const { client } = await open(
        { handlers: [handle(Qot_GetDailyShortVolume, () => ({ usItemList: [{ timestamp }, good], hkItemList: [] }))] },
        { log: "off" },
      );
      const page = await client.dailyShortVolume("US.AAPL").page();
      expect(page.rows).toMatchObject([{ day: "2026-05-08", volume: 1 }]);
      expect(omittedFrom(page)).toEqual([{ path: "usItemList[0].timestamp", value: timestamp }]);
    },
  );

  it("says that a ratio is computed only where there is one", async () => {
    const days = { timestampStr: "2026-05-08" };
    const rows = [days, { ...days, sharesTraded: 0n, shortSellSharesTraded: 0n }, { ...days, sharesTraded: 5n }];
    const { client } = await open({
      handlers: [
        handle(Qot_GetDailyShortVolume, ({ security: { market } }) =>
          market === 1 ? { usItemList: [], hkItemList: rows } : { usItemList: [days], hkItemList: [] },
        ),
      ],
    });
    const none = { shortRatio: undefined, isShortRatioComputed: false };
    expect(await client.dailyShortVolume("HK.00700").toArray(all)).toMatchObject([none, none, none]);
    expect(await client.dailyShortVolume("US.AAPL").toArray(all)).toMatchObject([none]);
  });

  describe("since and until", () => {
    it("end a walk without a request for an older page", async () => {
      const { client, gateway } = await open();
      const [, , third, , fifth] = await client.dailyShortVolume("HK.00700", { pageSize: 5, limit: 5 }).toArray();
      const range = { since: fifth?.day, until: third?.day, pageSize: 5 };
      const before = gateway.requestCount(Qot_GetDailyShortVolume);
      const rows = await client.dailyShortVolume("HK.00700", range).toArray(all);
      expect(rows.map(({ day }) => day)).toEqual([third?.day, "2026-05-05", fifth?.day]);
      expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(before + 1);
    });

    it("take the day of a Date on the clocks of the market", async () => {
      const { client } = await open();
      const midnightInHongKong = new Date("2026-05-07T16:30:00Z");
      const range = { since: midnightInHongKong, until: midnightInHongKong };
      const days = async (code: string) => {
        const rows = await client.dailyShortVolume(code, range).toArray(all);
        return rows.map(({ day }) => day);
      };
      expect(await days("HK.00700")).toEqual(["2026-05-08"]);
      expect(await days("US.AAPL")).toEqual(["2026-05-07"]);
    });

    it("end the walk of each security by itself", async () => {
      const { client, gateway } = await open();
      const rows = await client
        .dailyShortVolume(["HK.00700", "US.AAPL"], { since: "2026-05-07", pageSize: 1 })
        .toArray(all);
      expect(rows.map(({ code, day }) => `${code} ${day}`).sort()).toEqual([
        "HK.00700 2026-05-07",
        "HK.00700 2026-05-08",
        "US.AAPL 2026-05-07",
        "US.AAPL 2026-05-08",
      ]);
      expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(4);
    });

    it.each<[object, string]>([
      [{ since: "yesterday" }, 'since is a day, such as "2026-05-08", or a Date, not "yesterday"'],
      [{ until: "2026-02-30" }, 'not "2026-02-30"'],
      [{ since: new Date("?") }, "not an invalid Date"],
      [{ since: 20260508 }, "not 20260508"],
      [{ since: "2026-05-08", until: "2026-05-07" }, "since is 2026-05-08, which is after until, 2026-05-07"],
      [{ singe: "2026-05-08" }, "did you mean since?"],
    ])("refuse %j at the call", async (options, message) => {
      const { client } = await open();
      for (const codes of ["HK.00700", ["HK.00700"]]) {
        expect(() => Reflect.apply(client.dailyShortVolume, client, [codes, options])).toThrow(message);
      }
    });
  });

  it("leaves no security out when the gateway finds requests too frequent, in any language", async () => {
    const clock = createManualClock();
    const limiter = createSlidingWindowLimiter({ clock });
    const onQuotaWait = ({ waitMs }: QuotaWait) => void setImmediate(() => clock.advance(waitMs + 1));
    for (const retMsg of ["Request failed due to high frequency. Maximum 30 times per 30 seconds.", "请求太频繁"]) {
      let requests = 0;
      const busy = handle(Qot_GetDailyShortVolume, () => {
        if (++requests > 10 && requests < 16) refuse(retMsg);
        return { usItemList: [], hkItemList: [{ timestamp: 1n }], nextKey: "-1" };
      });
      const { client } = await open({ handlers: [busy], rateLimit: false }, { limiter, onQuotaWait });
      const codes = Array.from({ length: 15 }, (_, index) => `HK.${index + 10_000}`);
      const walk = client.dailyShortVolume(codes, { onFailure: "skip" });
      expect(await walk.toArray(all)).toHaveLength(15);
      expect(walk.skipped).toEqual([]);
      expect(requests).toBe(20);
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

  it("never rounds a value that does not fit into a number: leaves it out, tells it, and keeps all others", async () => {
    const large = 2n ** 64n - 1n;
    const item = { timestampStr: "2026-05-08", volume: 10n, totalSharesShort: 5n, shortPercent: 50 };
    const log: LogEntry[] = [];
    const { client } = await open(
      {
        handlers: [
          handle(Qot_GetDailyShortVolume, () => ({
            usItemList: [item, { ...item, volume: large, nyseSharesShort: 2n ** 53n, closePrice: 3 }],
            hkItemList: [],
            aggregatedShort: 2n ** 62n,
          })),
        ],
      },
      { log: (entry) => log.push(entry) },
    );
    const page = await client.dailyShortVolume("US.AAPL").page();
    const [first, second] = page.rows;
    expect(first).toMatchObject({ volume: 10, shortVolume: 5, shortRatio: 50 });
    expect(second).toMatchObject({
      volume: undefined,
      shortVolume: 5,
      shortRatio: 50,
      close: 3,
      raw: { volume: large },
    });
    const volume = { path: "volume", value: large };
    const nyse = { path: "nyseShortVolume", value: 2n ** 53n };
    expect(omittedFrom(first)).toEqual([]);
    expect(omittedFrom(second)).toEqual([volume, nyse]);
    const omitted = [
      { ...volume, path: "rows[1].volume" },
      { ...nyse, path: "rows[1].nyseShortVolume" },
      { path: "aggregatedShort", value: 2n ** 62n },
    ];
    expect(omittedFrom(page)).toEqual(omitted);
    expect(log.filter(({ event }) => event === "value-omitted")).toMatchObject([{ level: "warn", omitted }]);
    expect(JSON.parse(JSON.stringify(second))).toMatchObject({ shortVolume: 5 });
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
