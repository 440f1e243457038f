import { createError, type OpendErrorOf } from "../base/errors.js";
import type { RelayError } from "../wire/frame.js";
import type { RateLimit, Reply } from "./protocol.js";

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

/** Returns the error for a reply whose `retType` is not 0. */
export function gatewayError(protocol: string, reply: Omit<Reply<unknown>, "s2c">): OpendErrorOf<"GatewayError"> {
  const { retType, retMsg, errCode } = reply;
  const outcome = `${retTypeNames[retType] ?? "failed"} (retType ${retType})`;
  const message = `${protocol}: ${outcome}${retMsg ? `: ${retMsg}` : ""}`;
  const retryable = retType === timedOut || retType === disconnected;
  return createError("GatewayError", message, { protocol, retType, retMsg, errCode }, { retryable });
}

/**
 * The texts with which the gateway refuses a request as one too many. It has no error number for that, and no English
 * text.
 */
const tooFrequent = /频率太高/;
const limitInWords = /每\s*(\d+)\s*秒最多\s*\d+\s*次/;
/** The window of every documented limit, for a refusal that does not name one. */
const usualSeconds = 30;

/**
 * The error for a reply whose `retType` is not 0: `RateLimited` when the gateway says so, else `GatewayError`.
 *
 * @param isRateLimitText recognizes texts in addition to the documented ones
 */
export function replyError(
  { name, rateLimit }: { readonly name: string; readonly rateLimit?: RateLimit },
  reply: Omit<Reply<unknown>, "s2c">,
  isRateLimitText: (retMsg: string) => boolean = () => false,
): OpendErrorOf<"GatewayError"> | OpendErrorOf<"RateLimited"> {
  const { retType, retMsg = "" } = reply;
  const [, seconds] = limitInWords.exec(retMsg) ?? [];
  const isTooFrequent = seconds !== undefined || tooFrequent.test(retMsg) || (retMsg !== "" && isRateLimitText(retMsg));
  if (retType !== failed || !isTooFrequent) return gatewayError(name, reply);
  const retryAfterMs = Number(seconds ?? rateLimit?.perSeconds ?? usualSeconds) * 1000;
  const message = `${name}: more requests than the gateway allows; try again in ${retryAfterMs} ms: ${retMsg}`;
  return createError("RateLimited", message, { protocol: name, retMsg, retryAfterMs });
}

/**
 * The error for a frame in which the WebSocket relay says that it got no reply from the gateway. Its number is the
 * `errCode`.
 */
export function relayError(protocol: string, { code, message }: RelayError): OpendErrorOf<"GatewayError"> {
  const retTypes: Readonly<Record<number, number>> = { 1: timedOut, 2: timedOut, 3: disconnected };
  const retMsg = message || `WebSocket relay error ${code}`;
  return gatewayError(protocol, { retType: retTypes[code] ?? -1, retMsg, errCode: code });
}
