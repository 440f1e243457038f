import { describe, expect, it } from "vitest";
import { type GatewayErrorCode, isOpendError } from "../base/errors.js";
import { relayError, replyError } from "./reply-error.js";

const protocol = { name: "Qot_Sample", rateLimit: { requests: 60, perSeconds: 10 } };
const errorOf = (retMsg: string | undefined, retType = -1) => replyError(protocol, { retType, retMsg, errCode: 7 });

describe("the error of a reply", () => {
  it.each<[string, GatewayErrorCode, object]>([
    [
      "Get Market Snapshot request failed due to high frequency. Maximum 60 times per 30 seconds.",
      "RateLimited",
      { retryAfterMs: 30_000 },
    ],
    ["Place Order request failed due to high frequency. Maximum 15 times per 30 seconds.", "RateLimited", {}],
    ["Get Watchlist Groups request failed due to high frequency.", "RateLimited", { retryAfterMs: 10_000 }],
    ["Unlock Trading request failed due to high frequency.", "RateLimited", {}],
    ["High load: maximum 30 times per 7 seconds", "RateLimited", { retryAfterMs: 7000 }],
    [
      "This protocol request is too frequent, triggering a frequency limit, please try again later",
      "RateLimited",
      { retryAfterMs: 10_000 },
    ],
    ["此协议请求太频繁，触发了频率限制，请稍后再试", "RateLimited", { retryAfterMs: 10_000 }],
    ["获取历史K线频率太高，请求失败，每30秒最多60次。", "RateLimited", { retryAfterMs: 30_000 }],
    ["条件选股频率太高，请求失败，每30秒最多10次。", "RateLimited", { retryAfterMs: 30_000 }],
    ["每 5 秒最多 10 次", "RateLimited", { retryAfterMs: 5000 }],
    ["频率太高", "RateLimited", { retryAfterMs: 10_000 }],
    // A wait that no window has is not believed: nobody would wait for days.
    [
      "request failed due to high frequency. Maximum 60 times per 999999 seconds.",
      "RateLimited",
      { retryAfterMs: 10_000 },
    ],
    ["HK.00002的KL_Day订阅时间过短，至少需要订阅9999分钟", "UnsubscribedTooEarly", { retryAfterMs: 60_000 }],
    [
      "Insufficient historical candlestick quota. Your quota will be released after 30 days.",
      "HistoryQuotaUsedUp",
      { resetsInDays: 30 },
    ],
    ["Insufficient historical candlestick quota", "HistoryQuotaUsedUp", { resetsInDays: undefined }],
    [
      "历史K线额度不足，请求失败（已用正股额度：100/100，期权额度：0/20）。额度会在7天后全部释放。",
      "HistoryQuotaUsedUp",
      { resetsInDays: 7 },
    ],
    ["历史K线额度不足，请求失败。额度会滚动释放，直至30天后全部释放。", "HistoryQuotaUsedUp", { resetsInDays: 30 }],
    ["订阅额度不足，订阅失败，已用订阅额度：1000/1000", "SubscriptionQuotaUsedUp", {}],
    ["Insufficient subscription quota. Used: 1000/1000", "SubscriptionQuotaUsedUp", {}],
    ["HK.00002的KL_Day订阅时间过短，至少需要订阅1分钟", "UnsubscribedTooEarly", { retryAfterMs: 60_000 }],
    [
      "The subscription time is too short, subscribe for at least 2 minutes",
      "UnsubscribedTooEarly",
      { retryAfterMs: 120_000 },
    ],
    ["No right to get the quote for US.AAPL", "NoQuoteRight", { market: "US", securityCode: "US.AAPL" }],
    ["No right to subscribe the quote for HK.HSImain.", "NoQuoteRight", { market: "HK", securityCode: "HK.HSImain" }],
    ["No right to subscribe 00700", "NoQuoteRight", { market: undefined, securityCode: "00700" }],
    ["No right to get the quote", "NoQuoteRight", { market: undefined, securityCode: undefined }],
    ["No right to get the quote for this market", "NoQuoteRight", { market: undefined, securityCode: undefined }],
    ["无权限订阅US.GOOG的行情，请检查美国市场股票行情权限", "NoQuoteRight", { market: "US", securityCode: "US.GOOG" }],
    ["行情权限不足", "NoQuoteRight", { market: undefined, securityCode: undefined }],
    ["未知股票 BBKCF", "UnknownSecurity", { securityCode: "BBKCF" }],
    ["未知股票", "UnknownSecurity", { securityCode: undefined }],
    ["暂不提供美股 OTC 市场行情 KXIAY", "UnknownSecurity", { securityCode: "KXIAY" }],
    ["暂不提供美股 OTC 市场行情", "UnknownSecurity", { securityCode: undefined }],
    ["Unknown stock. SQ", "UnknownSecurity", { securityCode: "SQ" }],
    ["Unknown stock. TEM260717C065000", "UnknownSecurity", { securityCode: "TEM260717C065000" }],
    ["unknown stock", "UnknownSecurity", { securityCode: undefined }],
    ["Unknown security in this list", "UnknownSecurity", { securityCode: undefined }],
    ["Unknown stock HK.00002", "UnknownSecurity", { securityCode: "HK.00002" }],
    ["US OTC market quote is not available for SSLZY.", "UnknownSecurity", { securityCode: "SSLZY" }],
    [
      "Cannot find 'US.SOFI251121C31000' in US stocks. Please confirm whether the entered stock code is correct.",
      "UnknownSecurity",
      { securityCode: "US.SOFI251121C31000" },
    ],
    ["没有解锁交易，请先解锁交易", "TradeLocked", {}],
    ["Trade is not unlocked.", "TradeLocked", {}],
    ["Not unlcok trade, please unlock first", "TradeLocked", {}],
    ["网络中断", "GatewayUnavailable", {}],
    ["NN_ProtoRet_TimeOut", "GatewayUnavailable", {}],
    ["NN_ProtoRet_ByDisConnOrCacnel", "GatewayUnavailable", {}],
  ])("%s is %s", (retMsg, code, facts) => {
    const error = errorOf(retMsg);
    const retryable = code === "RateLimited" || code === "GatewayUnavailable";
    const told = { protocol: "Qot_Sample", retType: -1, retMsg, errCode: 7 };
    expect(error).toMatchObject({ code, retryable, ...told, ...facts });
    expect(error.message).toMatch(/^Qot_Sample: /);
    expect(error.message.endsWith(retMsg)).toBe(true);
    expect(isOpendError(error, "GatewayError")).toBe(true);
  });

  it.each([
    "the trading password is wrong",
    "unlock trade failed",
    "ERROR. No one available account!",
    "No available real accounts with US market authority",
    "the quantity is 50: it has to be a positive multiple of the lot size, 100",
    "frequency 3 is not an option",
    "未知自选股分组",
    "未知的协议ID",
    "账户购买力不足",
    "请求获取实时K线接口前，请先订阅",
    "",
    undefined,
  ])("%s is a plain GatewayError", (retMsg) => {
    expect(errorOf(retMsg)).toMatchObject({ code: "GatewayError", retryable: false, retMsg });
  });

  it.each([
    [-100, "NN_ProtoRet_TimeOut", "GatewayUnavailable", true],
    [-200, "网络中断", "GatewayUnavailable", true],
    [-400, "网络中断", "GatewayError", false],
    [-500, "网络中断", "GatewayError", false],
    [-100, "频率太高", "GatewayError", true],
    [-400, "未知股票 BBKCF", "GatewayError", false],
    [-100, undefined, "GatewayError", true],
  ])("with retType %d and %s is %s", (retType, retMsg, code, retryable) => {
    expect(errorOf(retMsg, retType)).toMatchObject({ code, retType, retMsg, retryable });
  });

  it("uses the window of all documented limits if neither the text nor the protocol names one", () => {
    const error = replyError({ name: "Other" }, { retType: -1, retMsg: "频率太高" });
    expect(error).toMatchObject({ retryAfterMs: 30_000 });
    expect(errorOf("频率太高，每0秒最多60次")).toMatchObject({ retryAfterMs: 10_000 });
  });

  it("takes a text for too many requests that only the program knows", () => {
    const slow = (retMsg: string) => retMsg.startsWith("slow");
    const error = replyError(protocol, { retType: -1, retMsg: "slow down, 3 times per 4 seconds" }, slow);
    expect(error).toMatchObject({ code: "RateLimited", retryAfterMs: 4000 });
    expect(replyError(protocol, { retType: -1, retMsg: "no" }, slow).code).toBe("GatewayError");
    expect(replyError(protocol, { retType: -400, retMsg: "slow" }, slow).code).toBe("GatewayError");
  });

  it("is read fast however long and odd the text is, with what a program still sees whole", () => {
    for (const part of [
      "1",
      " ",
      "no right to get ",
      "unknown stock. ",
      "每1",
      "暂不提供",
      "a.",
      "OTC market quote is ",
      "\n",
    ]) {
      const retMsg = part.repeat(2_000_000 / part.length);
      const beganMs = performance.now();
      const error = errorOf(retMsg);
      expect(performance.now() - beganMs).toBeLessThan(100);
      expect(error.retMsg).toBe(retMsg);
    }
  });
});

it.each(["odd", "Maximum 60 times per 30 seconds", "no right to get the quote for US.AAPL"])(
  "quotes the gateway in one short, plain line: %s",
  (words) => {
    const retMsg = `${words}\r\nopend: all is well\u001B[2J\u009B2J\u202E\u200B\u2028${"漢".repeat(4_000_000)}`;
    const { message, retMsg: kept } = errorOf(retMsg);
    expect(message).toContain(`${words} opend: all is well [2J 2J 漢`);
    expect(message).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(message.length).toBeLessThan(700);
    expect(kept).toBe(retMsg);
  },
);

describe("the error of the WebSocket relay", () => {
  it.each([
    [1, "no reply", "GatewayError", -100, true],
    [3, "", "GatewayError", -200, true],
    [3, "网络中断", "GatewayUnavailable", -200, true],
    [9, "Unknown stock. SQ", "UnknownSecurity", -1, false],
  ])("%d with %j is %s", (code, message, expected, retType, retryable) => {
    expect(relayError("Qot_Sample", { code, message })).toMatchObject({ code: expected, retType, retryable });
  });
});
