import type { Language } from "./language.js";

/** What a text says besides its words, by the names of its gaps. */
export interface RefusalFacts {
  readonly tooManyRequests: { readonly action: string; readonly requests: number; readonly seconds: number };
  readonly historyQuotaUsedUp: { readonly used: number; readonly quota: number; readonly days: number };
  readonly subscriptionQuotaUsedUp: { readonly used: number; readonly quota: number };
  readonly unsubscribedTooEarly: { readonly security: string; readonly data: string; readonly minutes: number };
  readonly noRightToQuote: { readonly security: string };
  readonly noRightToSubscribe: { readonly security: string };
  readonly unknownSecurity: { readonly code: string };
  readonly historyTooLong: { readonly days: number };
  readonly tradeLocked: object;
  readonly serverLost: object;
}

/** Why a gateway refuses a request. */
export type RefusalCause = keyof RefusalFacts;

/**
 * The texts with which real gateways refuse requests, in the languages of their option `lang`. Behind each one is where
 * it was seen. What a gateway refuses for another reason has a text of the simulator's own, in English.
 */
export const refusalTexts: Readonly<Record<RefusalCause, Readonly<Record<Language, string>>>> = {
  tooManyRequests: {
    // `ethan6945/moomoo-trader` and some 15 other programs
    en: "{action} request failed due to high frequency. Maximum {requests} times per {seconds} seconds.",
    // The vendor's documents, `santsai/futu-go`
    zh: "获取{action}频率太高，请求失败，每{seconds}秒最多{requests}次。",
  },
  historyQuotaUsedUp: {
    // Beginning and end in the logs of four programs
    en: "Insufficient historical candlestick quota, request failed (used quota: {used}/{quota}). The quota will be released after {days} days.",
    // The logs of four programs
    zh: "历史K线额度不足，请求失败（已用正股额度：{used}/{quota}，期权额度：0/20）。额度会在{days}天后全部释放。",
  },
  subscriptionQuotaUsedUp: {
    // Not seen: a translation
    en: "Insufficient subscription quota, subscription failed, used subscription quota: {used}/{quota}",
    // `santsai/futu-go`
    zh: "订阅额度不足，订阅失败，已用订阅额度：{used}/{quota}",
  },
  unsubscribedTooEarly: {
    // Not seen: a translation
    en: "{security} {data} subscription time is too short, subscribe for at least {minutes} minute",
    // `santsai/futu-go`, `futu_trade`
    zh: "{security}的{data}订阅时间过短，至少需要订阅{minutes}分钟",
  },
  noRightToQuote: {
    // `AllYouNeedIsWheel_moomoo` and others
    en: "No right to get the quote for {security}",
    // Two programs
    zh: "无权限获取{security}的行情，请检查行情权限",
  },
  noRightToSubscribe: {
    // Two programs
    en: "No right to subscribe the quote for {security}",
    // `py-futu-api` #230
    zh: "无权限订阅{security}的行情，请检查行情权限",
  },
  unknownSecurity: {
    // Three programs
    en: "Unknown stock. {code}",
    // `futu_trade`, `py-futu-api` #212
    zh: "未知股票 {code}",
  },
  historyTooLong: {
    // That it is refused was reported by a user. Neither text was seen
    en: "The time range of the request is too long, it cannot exceed {days} days.",
    zh: "查询时间跨度过长，不能超过{days}天",
  },
  tradeLocked: {
    // One program
    en: "Trade is not unlocked.",
    // `py-futu-api` #84
    zh: "没有解锁交易，请先解锁交易",
  },
  serverLost: {
    // `py-futu-api` #11, #25, #43, #82, #234
    en: "NN_ProtoRet_TimeOut",
    // Four programs
    zh: "网络中断",
  },
};

/** The text for a cause, with its gaps filled in. */
export function refusalText<Cause extends RefusalCause>(
  cause: Cause,
  facts: RefusalFacts[Cause],
  language: Language,
): string {
  return Object.entries(facts).reduce(
    (text, [name, value]) => text.replaceAll(`{${name}}`, () => String(value)),
    refusalTexts[cause][language],
  );
}
