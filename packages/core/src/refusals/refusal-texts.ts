import type { GatewayErrorCode } from "../base/errors.js";

/** A wording with which a gateway refuses. */
export interface RefusalText {
  readonly code: Exclude<GatewayErrorCode, "GatewayError">;
  /** Its group `security` is the code that the text names. */
  readonly text: RegExp;
}

/**
 * What the texts of refusals mean. A gateway has no numbers for it, only words, in Chinese or English (its option
 * `lang`). The first line that fits counts: a text about too many requests may name anything else as well. Behind each
 * line is where its wording was seen. Every part that repeats is bounded, so that no text takes long.
 */
export const refusalTexts: readonly RefusalText[] = [
  // "Get Market Snapshot request failed due to high frequency. Maximum 60 times per 30 seconds.":
  // ethan6945/moomoo-trader and some 15 more. Also without numbers, and for any action, such as "Unlock Trading".
  { code: "RateLimited", text: /\bdue to high frequency\b/i },
  // "This protocol request is too frequent, triggering a frequency limit, please try again later": one program
  { code: "RateLimited", text: /\brequests? (?:is|are) too frequent\b|\btriggering a frequency limit\b/i },
  // Numbers alone tell it, whatever the words around them.
  { code: "RateLimited", text: /\bmaximum (?:of )?\d{1,6} (?:times|requests) (?:per|in|every) \d{1,6} seconds?\b/i },
  // "获取历史K线频率太高，请求失败，每30秒最多60次。": the vendor's documents, santsai/futu-go
  { code: "RateLimited", text: /频率(?:太|过)高|每\s{0,9}\d{1,6}\s{0,9}秒最多\s{0,9}\d{1,6}\s{0,9}次/ },
  // "此协议请求太频繁，触发了频率限制，请稍后再试": two independent programs
  { code: "RateLimited", text: /请求(?:太|过于)频繁|触发了?频率限制/ },

  // "Insufficient historical candlestick quota … released after 30 days": four programs
  { code: "HistoryQuotaUsedUp", text: /\binsufficient historical (?:candlestick|k-?line) quota\b/i },
  // "历史K线额度不足，请求失败（已用正股额度：100/100，期权额度：0/20）。额度会在7天后全部释放。": four programs
  // "历史K线额度不足，请求失败。额度会滚动释放，直至30天后全部释放。": three programs
  { code: "HistoryQuotaUsedUp", text: /历史\s?K线额度不足/i },

  // "订阅额度不足，订阅失败，已用订阅额度：1000/1000": santsai/futu-go
  { code: "SubscriptionQuotaUsedUp", text: /订阅额度不足/ },
  // Not seen: built like the text about history candles.
  { code: "SubscriptionQuotaUsedUp", text: /\binsufficient subscription quota\b/i },

  // "HK.00002的KL_Day订阅时间过短，至少需要订阅1分钟": santsai/futu-go, futu_trade
  { code: "UnsubscribedTooEarly", text: /订阅时间过短|至少需要订阅\s{0,9}\d{1,4}\s{0,9}分钟/ },
  // Not seen: a translation of the Chinese text.
  { code: "UnsubscribedTooEarly", text: /\bsubscription time is too short\b/i },

  // "No right to get the quote for US.AAPL": AllYouNeedIsWheel_moomoo and others
  // "No right to subscribe the quote for US.XLE": two programs; "No right to subscribe 00700": py-futu-api #130
  {
    code: "NoQuoteRight",
    text: /\bno right to (?:get|subscribe)\b(?: to)?(?: the quotes?)?(?: (?:for|of))?(?: (?<security>[^\s,;]{1,60}))?/i,
  },
  // "无权限订阅US.GOOG的行情，请检查美国市场股票行情权限": py-futu-api #230; "无权限获取US.BILI的行情，…": two programs
  { code: "NoQuoteRight", text: /无权限(?:订阅|获取)\s{0,9}(?<security>[\w.]{1,60})\s{0,9}的行情/ },
  // "行情权限不足": py-futu-api #3
  { code: "NoQuoteRight", text: /行情权限/ },

  // "未知股票 BBKCF": futu_trade
  { code: "UnknownSecurity", text: /未知(?:股票|证券)[\s:：.。]{0,9}(?<security>[\w.]{1,60})?/ },
  // "暂不提供美股 OTC 市场行情 KXIAY": futu_trade
  { code: "UnknownSecurity", text: /暂不提供.{0,30}行情[\s:：.。]{0,9}(?<security>[\w.]{1,60})?/ },
  // "Unknown stock. SQ", "Unknown stock. TEM260717C065000": three programs
  { code: "UnknownSecurity", text: /\bunknown (?:stock|security)\b[.:]?(?:\s{1,9}(?<security>[^\s,;]{1,60}))?/i },
  // "US OTC market quote is not available for SSLZY.": three programs
  {
    code: "UnknownSecurity",
    text: /\bOTC market quotes? (?:is|are) (?:not available|unavailable)(?: for (?<security>[^\s,;]{1,60}))?/i,
  },
  // "Cannot find 'US.SOFI251121C31000' in US stocks. Please confirm …": py-moomoo-api #13
  { code: "UnknownSecurity", text: /\bcannot find '(?<security>[\w.]{1,60})' in \w{1,20} stocks\b/i },

  // "没有解锁交易，请先解锁交易": two programs; "请重新解锁": OpenQuant #16
  { code: "TradeLocked", text: /没有解锁交易|请(?:先|重新)解锁/ },
  // "Trade is not unlocked.": one program; "Not unlcok trade, please unlock first": futuquant #134
  { code: "TradeLocked", text: /\btrad(?:e|ing) is (?:not unlocked|locked)\b|\bplease unlock\b/i },

  // "NN_ProtoRet_TimeOut": py-futu-api #11 #25 #43 #82 #234; "NN_ProtoRet_ByDisConnOrCacnel": two programs
  { code: "GatewayUnavailable", text: /NN_ProtoRet_(?:TimeOut|ByDisConn)/i },
  // "网络中断": py-futu-api, four programs
  { code: "GatewayUnavailable", text: /网络中断/ },
  // Not seen: translations of the Chinese text.
  {
    code: "GatewayUnavailable",
    text: /\bnetwork (?:is |was )?(?:interrupted|disconnected)\b|\bnetwork interruption\b/i,
  },
];

/** The seconds of a frequency limit: "60 times per 30 seconds", "每30秒最多60次". */
export const limitSeconds: readonly RegExp[] = [
  /\b\d{1,6} (?:times|requests) (?:per|in|every) (\d{1,6}) seconds?\b/i,
  /每\s{0,9}(\d{1,6})\s{0,9}秒最多\s{0,9}\d{1,6}\s{0,9}次/,
];

/** The days after which a quota is whole again: "released after 30 days", "额度会在7天后全部释放". */
export const releaseDays: readonly RegExp[] = [/\b(?:after|in|within) (\d{1,4}) days?\b/i, /(\d{1,4})\s{0,9}天后/];

/** The minutes that a subscription has to last: "at least 1 minute", "至少需要订阅1分钟". */
export const leastMinutes: readonly RegExp[] = [
  /\bat least (\d{1,4}) minutes?\b/i,
  /至少需要订阅\s{0,9}(\d{1,4})\s{0,9}分钟/,
];
