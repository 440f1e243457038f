import { readdirSync, readFileSync } from "node:fs";
import { connect, formatSecurity, type PagingClient, security } from "@opend/futu";
import {
  GetUserInfo,
  Qot_Common,
  Qot_GetDailyShortVolume,
  Qot_GetOptionChain,
  Qot_GetOptionExpirationDate,
  Qot_RequestHistoryKL,
  Qot_StockFilter,
  Qot_UpdateTicker,
} from "@opend/futu/protocols";
import { type Gateway, type GatewayOptions, handle, startGateway } from "@opend/sim";
import { describe, expect, it, onTestFinished } from "vitest";
import { runExample } from "./run-example.ts";

const folder = new URL("..", import.meta.url);
const helpers = ["vitest.config.ts", "warn-if-simulated.ts"];
const examples = readdirSync(folder).filter((file) => file.endsWith(".ts") && !helpers.includes(file));
const simulated = "SIMULATED DATA: nothing below comes from a market.\n";
const all = { limit: Number.POSITIVE_INFINITY };

/** A simulated gateway, and a client that learns what it answers. */
async function open(options: Partial<GatewayOptions> = {}) {
  const gateway: Gateway = await startGateway({ brand: "futu", ...options });
  onTestFinished(() => gateway.close());
  const url = gateway.tcpUrl ?? "";
  const client: PagingClient = await connect({ url, env: {} });
  onTestFinished(() => client.close());
  return { gateway, url, client };
}

it("short-volume-to-csv writes the rows of several stocks, and empty cells where the gateway said nothing", async () => {
  const { gateway, url, client } = await open({ tradingDays: 120 });
  const { code, lines, stderr } = await runExample("short-volume-to-csv.ts", url, "HK.00700", "US.AAPL");
  expect({ code, stderr }).toEqual({ code: 0, stderr: simulated });
  expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(6);

  const hk = await client.dailyShortVolume("HK.00700").toArray(all);
  const us = await client.dailyShortVolume("US.AAPL").toArray(all);
  const cells = [
    ...hk.map((row) => [row.code, row.timestampStr, row.closePrice, row.sharesTraded, row.shortSellSharesTraded]),
    ...us.map((row) => [row.code, row.timestampStr, row.closePrice, row.volume, row.totalSharesShort]),
  ];
  expect(cells).toHaveLength(240);
  const [header, ...rows] = lines;
  expect(header).toBe("code,day,close,volume,short_volume");
  // The two stocks take turns, page by page.
  expect(rows.toSorted()).toEqual(cells.map((row) => row.join(",")).toSorted());
  expect(rows.some((row) => row.endsWith(","))).toBe(true);
});

it("kline-history writes the K-lines of all pages", async () => {
  const { gateway, url, client } = await open({ tradingDays: 1200 });
  const days = ["2020-01-01", "2026-05-08"] as const;
  const { code, lines, stderr } = await runExample("kline-history.ts", url, "HK.00700", ...days);
  expect({ code, stderr }).toEqual({ code: 0, stderr: simulated });
  expect(gateway.requestCount(Qot_RequestHistoryKL)).toBe(2);

  const { KLType, RehabType } = Qot_Common;
  const klines = await client
    .paginate(Qot_RequestHistoryKL, {
      security: security("HK.00700"),
      klType: KLType.KLType_Day,
      rehabType: RehabType.RehabType_Forward,
      beginTime: days[0],
      endTime: days[1],
    })
    .toArray(all);
  expect(klines).toHaveLength(1200);
  expect(lines).toEqual([
    "day,open,high,low,close,volume",
    ...klines.map(({ time, openPrice, highPrice, lowPrice, closePrice, volume }) =>
      [time.slice(0, 10), openPrice, highPrice, lowPrice, closePrice, volume].join(","),
    ),
  ]);
});

describe("option-chain", () => {
  it("writes the options of the next day of expiry", async () => {
    const { url, client } = await open();
    const owner = security("HK.00700");
    const { dateList } = await client.call(Qot_GetOptionExpirationDate, { owner });
    const day = dateList[0]?.strikeTime ?? "";
    const { code, lines, stderr } = await runExample("option-chain.ts", url, "HK.00700");
    expect(code).toBe(0);
    expect(stderr).toMatch(`${simulated}HK.00700 has options that expire on ${day}`);

    const { optionChain } = await client.call(Qot_GetOptionChain, { owner, beginTime: day, endTime: day });
    const options = optionChain.flatMap(({ option }) => option);
    expect(options.length).toBeGreaterThan(0);
    expect(lines).toEqual([
      "expiry\tstrike\tcall\tput",
      ...options.map(({ call, put }) =>
        [
          day,
          call?.optionExData?.strikePrice,
          call && formatSecurity(call.basic.security),
          put && formatSecurity(put.basic.security),
        ].join("\t"),
      ),
    ]);
  });
});

it("screener writes the stocks of all pages", async () => {
  const { gateway, url } = await open();
  const { code, lines, stderr } = await runExample("screener.ts", url, "100", "15");
  expect({ code, stderr }).toEqual({ code: 0, stderr: simulated });
  expect(gateway.requestCount(Qot_StockFilter)).toBeGreaterThan(1);
  const [header, ...rows] = lines;
  expect(header).toBe("code\tmarket value\tP/E\tname");
  expect(rows.length).toBeGreaterThan(0);
});

it("live-ticker writes trades as they are pushed, as many as were asked for", async () => {
  const { gateway, url } = await open({ pushIntervalMs: false });
  const running = runExample("live-ticker.ts", url, "HK.00700", "--count", "3");
  const {
    TickerDirection_Bid: bid,
    TickerDirection_Ask: ask,
    TickerDirection_Neutral: neutral,
  } = Qot_Common.TickerDirection;
  const ticker = { sequence: 1n, price: 471.4, volume: 500n, turnover: 235_700 };
  const push = {
    security: security("HK.00700"),
    tickerList: [bid, ask, neutral, bid].map((dir, second) => ({
      ...ticker,
      dir,
      time: `2026-05-08 10:00:0${second}`,
    })),
  };
  await expect.poll(() => gateway.push(Qot_UpdateTicker, push), { timeout: 10_000 }).toBe(1);
  const { code, lines, stderr } = await running;
  expect({ code, stderr }).toEqual({ code: 0, stderr: simulated });
  expect(lines).toEqual([
    "HK.00700\t2026-05-08 10:00:00\tbuy\t471.4\t500",
    "HK.00700\t2026-05-08 10:00:01\tsell\t471.4\t500",
    "HK.00700\t2026-05-08 10:00:02\tneutral\t471.4\t500",
  ]);
});

describe("every example", () => {
  it("is in the README", () => {
    const readme = readFileSync(new URL("README.md", folder), "utf8");
    expect([...readme.matchAll(/\((.+\.ts)\)/g)].map(([, file]) => file).toSorted()).toEqual(examples);
  });

  it.each(examples)("ends with code 1 and one line where no gateway is: %s", async (file) => {
    const { code, lines, stderr } = await runExample(file, "tcp://127.0.0.1:9");
    expect({ code, lines }).toEqual({ code: 1, lines: [] });
    expect(stderr).toMatch(/^no Futu gateway could be reached; tried tcp:\/\/127\.0\.0\.1:9 .*\n$/);
  });

  it("says that data are simulated only where they are", async () => {
    const user = handle(GetUserInfo, () => ({ nickName: "Ann", isAppNNOrMM: true }));
    const { url } = await open({ tradingDays: 1, handlers: [user] });
    const { code, lines, stderr } = await runExample("short-volume-to-csv.ts", url, "HK.00700");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(lines).toHaveLength(2);
  });
});
