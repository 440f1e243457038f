import { cleanText } from "../base/clean-text.js";
import { createError, type GatewayReply, type OpendErrorOf } from "../base/errors.js";
import type { RateLimit, Reply } from "../protocol/protocol.js";
import { marketOf } from "../protocol/security.js";
import type { RelayError } from "../wire/frame.js";
import { leastMinutes, limitSeconds, type RefusalText, refusalTexts, releaseDays } from "./refusal-texts.js";

const retTypeNames: Readonly<Record<number, string>> = {
  [-1]: "failed",
  [-100]: "timed out",
  [-200]: "disconnected",
  [-400]: "unknown outcome",
  [-500]: "invalid packet",
};
const failed = -1;
const timedOut = -100;
const disconnected = -200;

/** The window of every documented limit, for a refusal that does not name one. */
const usualSeconds = 30;
/** No window is nearly as long. A text with a larger number means something else, or is broken. */
const mostSeconds = 3600;
/** No text that tells what a refusal means is longer. */
const readCharacters = 500;

/** What an error knows of the protocol that was refused. */
interface RefusedProtocol {
  readonly name: string;
  readonly rateLimit?: RateLimit | undefined;
}

/**
 * The error for a reply whose `retType` is not 0: what its text means, and `GatewayError` for a text that is not known.
 *
 * @param isRateLimitText recognizes too many requests by texts in addition to the known ones
 */
export function replyError(
  protocol: RefusedProtocol,
  reply: Omit<Reply<unknown>, "s2c">,
  isRateLimitText: (retMsg: string) => boolean = () => false,
): OpendErrorOf<"GatewayError"> {
  const { retType, retMsg, errCode } = reply;
  const facts = { protocol: protocol.name, retType, retMsg, errCode };
  if (retMsg && retType === failed && isRateLimitText(retMsg)) return refusal({ code: "RateLimited" }, protocol, facts);
  const read = retMsg?.slice(0, readCharacters) ?? "";
  const known = refusalTexts.find(({ code, text }) => countsFor(code, retType) && text.test(read));
  if (known) return refusal(known, protocol, facts);
  const retryable = retType === timedOut || retType === disconnected;
  const message = `${protocol.name}: ${retTypeNames[retType] ?? "failed"} (retType ${retType})${quote(retMsg)}`;
  return createError("GatewayError", message, facts, { retryable });
}

/** The gateway's words in a message, as one short line. The error has them as they came. */
function quote(retMsg: string | undefined): string {
  return retMsg ? `: ${cleanText(retMsg)}` : "";
}

/**
 * The error for a frame in which the WebSocket relay says that it got no reply from the gateway. Its number is the
 * `errCode`.
 */
export function relayError(protocol: string, { code, message }: RelayError): OpendErrorOf<"GatewayError"> {
  const retTypes: Readonly<Record<number, number>> = { 1: timedOut, 2: timedOut, 3: disconnected };
  const retMsg = message || `WebSocket relay error ${code}`;
  return replyError({ name: protocol }, { retType: retTypes[code] ?? failed, retMsg, errCode: code });
}

/**
 * A gateway that lost its server says so with any of these three. With the others, nobody knows what has happened, or
 * the request was wrong.
 */
function countsFor(code: RefusalText["code"], retType: number): boolean {
  if (retType === failed) return true;
  return code === "GatewayUnavailable" && (retType === timedOut || retType === disconnected);
}

function refusal(
  { code, text }: { readonly code: RefusalText["code"]; readonly text?: RegExp },
  { name, rateLimit }: RefusedProtocol,
  facts: GatewayReply,
): OpendErrorOf<"GatewayError"> {
  const read = facts.retMsg?.slice(0, readCharacters) ?? "";
  const say = (what: string) => `${name}: ${what}${quote(facts.retMsg)}`;
  switch (code) {
    case "RateLimited": {
      const retryAfterMs = (numberIn(read, limitSeconds, mostSeconds) || rateLimit?.perSeconds || usualSeconds) * 1000;
      const message = say(`more requests than the gateway allows; try again in ${retryAfterMs} ms`);
      return createError(code, message, { ...facts, retryAfterMs });
    }
    case "HistoryQuotaUsedUp": {
      const resetsInDays = numberIn(read, releaseDays);
      const until = resetsInDays === undefined ? "" : `; all of it is back in ${resetsInDays} days`;
      return createError(code, say(`the quota of history candles is used up${until}`), { ...facts, resetsInDays });
    }
    case "SubscriptionQuotaUsedUp":
      return createError(code, say("the quota of subscriptions is used up"), facts);
    case "UnsubscribedTooEarly": {
      const retryAfterMs = (numberIn(read, leastMinutes, mostSeconds / 60) || 1) * 60_000;
      return createError(code, say("the subscription is too young to end"), { ...facts, retryAfterMs });
    }
    case "NoQuoteRight": {
      const securityCode = securityIn(read, text);
      const market = securityCode === undefined ? undefined : marketOf(securityCode);
      const what = market === undefined ? "these quotes" : `quotes of ${market}`;
      return createError(code, say(`the account has no right to ${what}`), { ...facts, market, securityCode });
    }
    case "UnknownSecurity": {
      const securityCode = securityIn(read, text);
      return createError(code, say("the gateway does not serve this security"), { ...facts, securityCode });
    }
    case "TradeLocked":
      return createError(code, say("trading is locked"), facts);
    case "GatewayUnavailable":
      return createError(code, say("the gateway has lost its server"), facts);
  }
}

function numberIn(text: string, patterns: readonly RegExp[], most = Number.POSITIVE_INFINITY): number | undefined {
  for (const pattern of patterns) {
    const [, number] = pattern.exec(text) ?? [];
    if (number !== undefined && Number(number) <= most) return Number(number);
  }
  return undefined;
}

/** The code that a text names, without the period that ends its sentence. Undefined if a plain word stands there. */
function securityIn(text: string, pattern: RegExp | undefined): string | undefined {
  const code = pattern?.exec(text)?.groups?.["security"]?.replace(/[.。，'"]+$/, "");
  return code && /^[\w.]+$/.test(code) && !/^[A-Za-z]?[a-z]+$/.test(code) ? code : undefined;
}
