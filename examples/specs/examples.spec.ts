import { readdirSync, readFileSync } from "node:fs";
import { connect, formatSecurity, type PagingClient, security } from "@opend/futu";
import {
  GetUserInfo,
  Qot_Common,
  Qot_GetDailyShortVolume,
  Qot_GetOptionChain,
  Qot_GetOptionExpirationDate,
  Qot_RequestHistoryKL,
  Qot_UpdateTicker,
  Trd_PlaceOrder,
} from "@opend/futu/protocols";
import { Qot_StockFilter, SortDir, StockField } from "@opend/futu/protocols/Qot_StockFilter";
import { type Gateway, type GatewayOptions, type Handler, handle, startGateway } from "@opend/sim";
import { openAccount } from "@opend/trade";
import { describe, expect, it, onTestFinished } from "vitest";
import { runExample } from "./run-example.ts";

const folder = new URL("..", import.meta.url);
const helpers = ["vitest.config.ts"];
const examples = readdirSync(folder).filter((file) => file.endsWith(".ts") && !helpers.includes(file));
const simulated = "SIMULATED DATA: nothing below comes from a market.\n";
const { MarketVal: marketValue, PeTTM: pe } = StockField;
const all = { limit: Number.POSITIVE_INFINITY };

/** Starts a simulated gateway, with a client that requests the expected data. */
async function open(options: Partial<GatewayOptions> = {}) {
  const gateway: Gateway = await startGateway({ brand: "futu", ...options });
  onTestFinished(() => gateway.close());
  const url = gateway.tcpUrl ?? "";
  const client: PagingClient = await connect({ url, env: {} });
  onTestFinished(() => client.close());
  return { gateway, url, client };
}

it("short-volume-to-csv writes the rows of several stocks", async () => {
  const { gateway, url, client } = await open({ tradingDays: 120 });
  const { code, lines, stderr } = await runExample("short-volume-to-csv.ts", url, "HK.00700", "US.AAPL");
  expect({ code, stderr }).toEqual({ code: 0, stderr: simulated });
  expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(6);

  const hk = await client.dailyShortVolume("HK.00700").toArray(all);
  const us = await client.dailyShortVolume("US.AAPL").toArray(all);
  const cells = [...hk, ...us].map((row) => [
    row.code,
    row.day,
    row.close,
    row.volume,
    row.shortVolume,
    row.shortRatio,
  ]);
  expect(cells).toHaveLength(240);
  const [header, ...rows] = lines;
  expect(header).toBe("code,day,close,volume,short_volume,short_percent");
  // The two stocks take turns, page by page.
  expect(rows.toSorted()).toEqual(cells.map((row) => row.join(",")).toSorted());
});

it("kline-history writes the K-lines of all pages", async () => {
  const { gateway, url, client } = await open({ tradingDays: 2100, pagedRows: 2100 });
  const [firstDay, lastDay] = ["2010-01-01", "2026-05-08"];
  const { code, lines, stderr } = await runExample("kline-history.ts", url, "HK.00700", firstDay, lastDay);
  expect({ code, stderr }).toEqual({ code: 0, stderr: simulated });
  expect(gateway.requestCount(Qot_RequestHistoryKL)).toBe(3);

  const request = {
    security: "HK.00700",
    klType: Qot_Common.KLType.Day,
    rehabType: Qot_Common.RehabType.Forward,
    beginTime: firstDay,
    endTime: lastDay,
  };
  const klines = await client.paginate(Qot_RequestHistoryKL, request).toArray(all);
  expect(klines).toHaveLength(2100);
  const cells = klines
    .filter(({ isBlank }) => !isBlank)
    .map((line) => [
      line.time.slice(0, 10),
      line.openPrice,
      line.highPrice,
      line.lowPrice,
      line.closePrice,
      line.volume,
    ]);
  expect(lines).toEqual(["day,open,high,low,close,volume", ...cells.map((row) => row.join(","))]);
});

describe("option-chain", () => {
  const owner = "HK.00700";

  it.each([
    ["of the next expiry day", 0, []],
    ["of another expiry day", 1, ["the day"]],
  ])("writes the options %s", async (_, index, hasDay) => {
    const { url, client } = await open();
    const { dateList } = await client.call(Qot_GetOptionExpirationDate, { owner });
    const days = dateList.map(({ strikeTime = "" }) => strikeTime).toSorted();
    const day = days[index] ?? "";
    const { code, lines, stderr } = await runExample("option-chain.ts", url, "HK.00700", ...hasDay.map(() => day));
    expect(code).toBe(0);
    expect(stderr).toBe(`${simulated}HK.00700 has options that expire on ${days.join(", ")}\n`);

    const { optionChain } = await client.call(Qot_GetOptionChain, { owner, beginTime: day, endTime: day });
    const cells = optionChain.flatMap(({ strikeTime, option }) =>
      option.map(({ call, put }) => [
        strikeTime,
        (call ?? put)?.optionExData?.strikePrice,
        call && formatSecurity(call.basic.security),
        put && formatSecurity(put.basic.security),
      ]),
    );
    expect(cells.length).toBeGreaterThan(0);
    expect(lines).toEqual(["expiry\tstrike\tcall\tput", ...cells.map((row) => row.join("\t"))]);
  });
});

it("screener writes the stocks of all pages, with the values of its conditions", async () => {
  const { gateway, url, client } = await open({ pagedRows: 450 });
  const { code, lines, stderr } = await runExample("screener.ts", url, "100", "15");
  expect({ code, stderr }).toEqual({ code: 0, stderr: simulated });
  const requests = gateway.requestCount(Qot_StockFilter);

  const stocks = await client
    .paginate(Qot_StockFilter, {
      market: Qot_Common.QotMarket.HK_Security,
      baseFilterList: [
        { fieldName: marketValue, filterMin: 100e9, isNoFilter: false, sortDir: SortDir.Descend },
        { fieldName: pe, filterMin: 0, filterMax: 15, isNoFilter: false },
      ],
    })
    .toArray(all);
  const cells = stocks.map(({ security, name, baseDataList }) => [
    formatSecurity(security),
    ...[marketValue, pe].map((field) => baseDataList.find(({ fieldName }) => fieldName === field)?.value),
    name,
  ]);
  expect(cells.length).toBeGreaterThan(0);
  expect(requests).toBe(Math.ceil(cells.length / 200));
  expect(lines).toEqual(["code\tmarket value\tP/E\tname", ...cells.map((row) => row.join("\t"))]);
});

it("live-ticker writes the requested number of trades as they are pushed", async () => {
  const { gateway, url } = await open({ pushIntervalMs: false });
  const running = runExample("live-ticker.ts", url, "HK.00700", "--count", "4");
  const { Bid, Ask, Neutral } = Qot_Common.TickerDirection;
  const ticker = { sequence: 1n, price: 471.4, volume: 500n, turnover: 235_700 };
  const push = {
    security: security("HK.00700"),
    tickerList: [Bid, Ask, Neutral, Bid].map((dir, second) => ({
      ...ticker,
      dir,
      time: `2026-05-08 10:00:0${second}`,
    })),
  };
  await expect.poll(() => gateway.push(Qot_UpdateTicker, push), { timeout: 10_000 }).toBe(1);
  const { code, lines, stderr } = await running;
  expect({ code, stderr }).toEqual({ code: 0, stderr: simulated });
  expect(lines).toEqual([
    // The gateway pushes the newest value to a new subscriber at once.
    expect.stringMatching(/^HK\.00700\t\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\t(buy|sell)\t\d+(\.\d+)?\t\d+$/),
    "HK.00700\t2026-05-08 10:00:00\tbuy\t471.4\t500",
    "HK.00700\t2026-05-08 10:00:01\tsell\t471.4\t500",
    "HK.00700\t2026-05-08 10:00:02\tneutral\t471.4\t500",
  ]);
});

describe("paper-trade", () => {
  it("places an order on a paper account and reports its progress", async () => {
    const { gateway, url, client } = await open({ pushIntervalMs: false });
    const running = runExample("paper-trade.ts", url, "HK.00700", "200", "480");
    await expect.poll(() => gateway.requestCount(Trd_PlaceOrder), { timeout: 10_000 }).toBe(1);
    gateway.pushNow();
    const { code, lines, stderr } = await running;
    const account = await openAccount(client, { paper: true, market: "HK" });
    const [order, ...others] = await account.orders();
    expect(order).toMatchObject({ code: "HK.00700", side: "Buy", quantity: 200, price: 480, status: "Filled_All" });
    expect(others).toEqual([]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: simulated });
    expect(lines).toEqual([
      "time\tstatus\tfilled\tprice",
      `${order?.createTime}\tSubmitted\t0\t`,
      `${order?.updateTime}\tFilled_All\t200\t${order?.averageFillPrice}`,
    ]);
  });

  it("ends with the gateway's reason if it refuses the order", async () => {
    const { url } = await open();
    const { code, stderr } = await runExample("paper-trade.ts", url, "HK.00700", "150", "480");
    expect(code).toBe(1);
    expect(stderr.split("\n")).toEqual([simulated.trimEnd(), expect.stringContaining("lot size"), ""]);
  });
});

describe("every example", () => {
  it("is in the README", () => {
    const readme = readFileSync(new URL("README.md", folder), "utf8");
    expect([...readme.matchAll(/\((.+\.ts)\)/g)].map(([, file]) => file).toSorted()).toEqual(examples);
  });

  it.each(examples)("ends with code 1 and one line if there is no gateway: %s", async (file) => {
    const { code, lines, stderr } = await runExample(file, "tcp://127.0.0.1:9");
    expect({ code, lines }).toEqual({ code: 1, lines: [] });
    expect(stderr).toMatch(/^no Futu gateway could be reached; tried tcp:\/\/127\.0\.0\.1:9 .*\n$/);
  });

  it("says that data is simulated only if the gateway says so", async () => {
    // Like a real gateway, it answers without the simulator's mark.
    const body = GetUserInfo.response.encode({ retType: 0, s2c: { nickName: "Ann", isAppNNOrMM: true } });
    const marked = handle(GetUserInfo, () => ({}));
    const user: Handler = { ...marked, read: (bytes) => ({ ...marked.read(bytes), answer: async () => body }) };
    const day = handle(Qot_GetDailyShortVolume, () => ({
      usItemList: [],
      hkItemList: [{ timestamp: 0n, sharesTraded: 0n }],
    }));
    const { url } = await open({ handlers: [user, day] });
    expect(await runExample("short-volume-to-csv.ts", url, "HK.00700")).toEqual({
      code: 0,
      lines: ["code,day,close,volume,short_volume,short_percent", "HK.00700,1970-01-01,,0,,"],
      stderr: "",
    });
  });
});
