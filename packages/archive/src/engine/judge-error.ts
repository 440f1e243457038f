import { isOpendError, type OpendError, type OpendErrorOf } from "@opend/core";
import { isPagerError } from "@opend/pager";
import { isTradeError } from "@opend/trade";
import { isArchiveError } from "../base/archive-error.js";

/**
 * What an error means for the work:
 *
 * - `no-right`: the gateway has no right to the market
 * - `refused`: this subject cannot be fetched
 * - `again`: this subject may be fetched later
 * - `no-quota`: the gateway gives nothing more of the dataset, for days
 * - `wait`: the gateway cannot be reached, lost its server, or wants no more requests for now
 * - `lost-lease`: the job went to another worker
 * - `lost-client`: the client has ended
 * - `broken`: the database or the program itself failed
 */
export type Verdict = "no-right" | "no-quota" | "refused" | "again" | "wait" | "lost-lease" | "lost-client" | "broken";

/** The gateway tells a missing right in words only. No document lists them. */
const missingRight =
  /\b(?:no|not have|without|lacks?|missing|insufficient)\b.{0,40}\b(?:rights?|permissions?|authority)\b|权限|權限/i;

/** Says what an error means for the work. */
export function judgeError(error: unknown): Verdict {
  const cause = causeOf(error);
  if (isArchiveError(cause, "LeaseLost")) return "lost-lease";
  if (isArchiveError(cause, "RowDoesNotFit") || isTradeError(cause)) return "refused";
  if (isOpendError(cause, "ConnectFailed", "ConnectionLost", "RateLimited", "LimiterFailed")) return "wait";
  if (isOpendError(cause, "GatewayUnavailable")) return "wait";
  if (isOpendError(cause, "HistoryQuotaUsedUp")) return "no-quota";
  if (isOpendError(cause, "NoQuoteRight")) return "no-right";
  if (isPlainRefusal(cause) && missingRight.test(cause.retMsg ?? "")) return "no-right";
  if (refusalOf(cause) !== undefined || isOpendError(cause, "GatewayError")) return "refused";
  if (!isOpendError(cause) || isArchiveError(cause) || isOpendError(cause, "Aborted")) return "broken";
  return cause.retryable ? "again" : "lost-client";
}

/** The error with which the gateway refused what was asked for, and not something else. Undefined for any other error. */
export function refusalOf(error: unknown): OpendError | undefined {
  const cause = causeOf(error);
  if (isPlainRefusal(cause) || isOpendError(cause, "InvalidCode", "MalformedMessage")) return cause;
  return isPagerError(cause, "RepeatedCursor") ? cause : undefined;
}

/** A refusal with a text of which nobody knows what it is about. */
function isPlainRefusal(cause: unknown): cause is OpendErrorOf<"GatewayError"> {
  return isOpendError(cause, "GatewayError") && cause.code === "GatewayError";
}

/** A pager says at which page it failed. What it failed of is inside. */
export function causeOf(error: unknown): unknown {
  return isPagerError(error, "PageFailed") ? error.cause : error;
}

/** What an error says. */
export function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
