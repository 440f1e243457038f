import { createManualClock } from "@opend/core";
import {
  GetUserInfo,
  Qot_GetDailyShortVolume,
  Qot_GetMarketState,
  Qot_GetPlateSecurity,
  Qot_GetSecuritySnapshot,
  Qot_GetShortInterest,
  Qot_GetStaticInfo,
  Qot_GetValuationDetail,
  Qot_RequestHistoryKL,
  Qot_RequestRehab,
  Qot_Sub,
  Trd_GetHistoryOrderList,
  Trd_GetMaxTrdQtys,
  Trd_PlaceOrder,
} from "@opend/core/protocols";
import { describe, expect, test } from "vitest";
import type { GatewayOptions } from "../index.js";
import { start } from "../testing/gateways.js";
import { enterToTrade } from "../testing/trading-client.js";

const security = { market: 1, code: "00700" };
const history = { rehabType: 0, klType: 2, beginTime: "2026-05-01", endTime: "2026-05-08" };
const subscription = { securityList: [security], subTypeList: [6], isSubOrUnSub: true, regPushRehabTypeList: [] };

async function enter(options: Partial<GatewayOptions>) {
  const clock = createManualClock(Date.parse("2026-05-11T06:00:00Z"));
  return await enterToTrade(await start({ clock, pushIntervalMs: false, keepAliveIntervalSeconds: 60, ...options }));
}

/** HK stocks, by their number. */
const stocks = (first: number, count: number) =>
  Array.from({ length: count }, (_, n) => ({ market: 1, code: String(first + n).padStart(5, "0") }));

describe.each(["en", "zh"] as const)("a gateway in the language %s", (language) => {
  test("says that requests are too many, with the numbers of the limit", async () => {
    const client = await enter({ language });
    for (let n = 0; n < 30; n++) await client.get(Qot_GetShortInterest, { security });
    expect(await client.refusal(Qot_GetShortInterest, { security })).toBe(
      {
        en: "Get Short Interest request failed due to high frequency. Maximum 30 times per 30 seconds.",
        zh: "获取Qot_GetShortInterest频率太高，请求失败，每30秒最多30次。",
      }[language],
    );
  });

  test("says that the quota of history candles is used up, and when it is free again", async () => {
    const client = await enter({ language, rateLimit: false });
    for (const each of stocks(1, 100)) await client.get(Qot_RequestHistoryKL, { ...history, security: each });
    expect(await client.refusal(Qot_RequestHistoryKL, { ...history, security })).toBe(
      {
        en: "Insufficient historical candlestick quota, request failed (used quota: 100/100). The quota will be released after 7 days.",
        zh: "历史K线额度不足，请求失败（已用正股额度：100/100，期权额度：0/20）。额度会在7天后全部释放。",
      }[language],
    );
  });

  test("says that a history of orders is longer than a request may ask for", async () => {
    const client = await enter({ language });
    const times = { beginTime: "2025-01-01 00:00:00", endTime: "2026-01-03 00:00:00" };
    const filterConditions = { codeList: [], idList: [], orderIDExList: [], ...times };
    const asked = { header: await client.header({}), filterConditions, filterStatusList: [] };
    expect(await client.refusal(Trd_GetHistoryOrderList, asked)).toBe(
      {
        en: "The time range of the request is too long, it cannot exceed 366 days.",
        zh: "查询时间跨度过长，不能超过366天",
      }[language],
    );
  });

  test("says that the quota of subscriptions is used up, and that a subscription is too young to end", async () => {
    const client = await enter({ language });
    await client.get(Qot_Sub, { ...subscription, securityList: stocks(1, 100) });
    expect(await client.refusal(Qot_Sub, subscription)).toBe(
      {
        en: "Insufficient subscription quota, subscription failed, used subscription quota: 100/100",
        zh: "订阅额度不足，订阅失败，已用订阅额度：100/100",
      }[language],
    );
    const end = { ...subscription, securityList: stocks(2, 1), isSubOrUnSub: false };
    expect(await client.refusal(Qot_Sub, end)).toBe(
      {
        en: "HK.00002 KL_Day subscription time is too short, subscribe for at least 1 minute",
        zh: "HK.00002的KL_Day订阅时间过短，至少需要订阅1分钟",
      }[language],
    );
  });

  test("says that trading is locked", async () => {
    const client = await enter({ language });
    const header = await client.header({ isReal: true });
    const order = { header, trdSide: 1, orderType: 1, code: "00700", qty: 100, price: 470 };
    expect(await client.refusal(Trd_PlaceOrder, order)).toBe(
      { en: "Trade is not unlocked.", zh: "没有解锁交易，请先解锁交易" }[language],
    );
  });

  test("names the first security of a batch that does not exist, and refuses all of it", async () => {
    const client = await enter({ language, rateLimit: false });
    const unknown = [
      { market: 1, code: "700" },
      { market: 11, code: "NOPE" },
    ];
    const text = (code: string) => ({ en: `Unknown stock. ${code}`, zh: `未知股票 ${code}` })[language];
    const securityList = [security, ...unknown];
    expect(await client.refusal(Qot_GetSecuritySnapshot, { securityList })).toBe(text("700"));
    expect(await client.refusal(Qot_GetStaticInfo, { securityList })).toBe(text("700"));
    expect(await client.refusal(Qot_GetMarketState, { securityList })).toBe(text("700"));
    expect(await client.refusal(Qot_Sub, { ...subscription, securityList })).toBe(text("700"));
    for (const security of unknown) {
      const { code } = security;
      expect(await client.refusal(Qot_GetDailyShortVolume, { security })).toBe(text(code));
      expect(await client.refusal(Qot_RequestHistoryKL, { ...history, security })).toBe(text(code));
      expect(await client.refusal(Qot_RequestRehab, { security })).toBe(text(code));
      expect(await client.refusal(Qot_GetPlateSecurity, { plate: security })).toBe(text(code));
      expect(await client.refusal(Qot_GetValuationDetail, { security })).toBe(text(code));
    }
    const header = await client.header({});
    const order = { header, trdSide: 1, orderType: 1, code: "99999", qty: 100, price: 470 };
    expect(await client.refusal(Trd_PlaceOrder, order)).toBe(text("99999"));
    expect(await client.refusal(Trd_GetMaxTrdQtys, { header, orderType: 1, code: "700", price: 1 })).toBe(text("700"));
  });

  test("names the security whose market the user has no right to", async () => {
    const client = await enter({ language, noQuoteRight: ["US"] });
    const securityList = [security, { market: 11, code: "AAPL" }];
    expect(await client.refusal(Qot_GetSecuritySnapshot, { securityList })).toBe(
      { en: "No right to get the quote for US.AAPL", zh: "无权限获取US.AAPL的行情，请检查行情权限" }[language],
    );
    expect(await client.refusal(Qot_Sub, { ...subscription, securityList })).toBe(
      { en: "No right to subscribe the quote for US.AAPL", zh: "无权限订阅US.AAPL的行情，请检查行情权限" }[language],
    );
    expect(await client.get(GetUserInfo, {})).toMatchObject({
      hkQotRight: 3,
      usQotRight: 5,
      hasUSOptionQotRight: false,
    });
    // What is known about a security needs no right.
    expect((await client.get(Qot_GetStaticInfo, { securityList })).staticInfoList).toHaveLength(2);
  });

  test("says what only the simulator refuses in English", async () => {
    const client = await enter({ language });
    const text = await client.refusal(Qot_RequestHistoryKL, { ...history, security, klType: 0 });
    expect(text).toBe("there are no K-lines of period 0");
  });
});

test("an option names further securities, which are listed too", async () => {
  const client = await enter({ securities: ["HK.99999", "US.NOPE"] });
  const securityList = [
    { market: 1, code: "99999" },
    { market: 11, code: "NOPE" },
  ];
  expect((await client.get(Qot_GetSecuritySnapshot, { securityList })).snapshotList).toHaveLength(2);
  const { staticInfoList } = await client.get(Qot_GetStaticInfo, { market: 11, secType: 3, securityList: [] });
  expect(staticInfoList.at(-1)?.basic.security.code).toBe("NOPE");
});

test.each([
  [{ securities: ["99999"] }, "securities"],
  [{ noQuoteRight: ["XX"] }, "noQuoteRight"],
])("%j is not valid", async (options, option) => {
  // @ts-expect-error: their types know it
  await expect(start(options)).rejects.toMatchObject({ code: "InvalidOption", option });
});

test.each(["de", ""])("the language %j is no option", async (language) => {
  // @ts-expect-error: the type knows it
  await expect(start({ language })).rejects.toMatchObject({ code: "InvalidOption", option: "language" });
});
