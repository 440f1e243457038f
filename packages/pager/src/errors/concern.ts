import { isOpendError } from "@opend/core";
import { isPagerError } from "./pager-error.js";

/**
 * What an error of a page is about:
 *
 * - `security`: what this walk is over. The others can go on
 * - `market`: the account has no right to its quotes. Walks over other markets can go on
 * - `all`: too many requests, a quota that is used up, a gateway that is lost. No other walk would fare better
 */
export type Concern = "security" | "market" | "all";

/** Says what an error is about. @param reason why a page could not be fetched */
export function concernOf(reason: unknown): Concern {
  if (isOpendError(reason, "NoQuoteRight")) return "market";
  // Its reply is wrong, or does not end. Retries have not helped.
  if (isOpendError(reason, "UnknownSecurity", "MalformedMessage")) return "security";
  if (isPagerError(reason, "RepeatedCursor", "TooManyPages")) return "security";
  return isUnknownRefusal(reason) ? "security" : "all";
}

/** Whether the gateway refused a request in words that are not known. */
export function isUnknownRefusal(reason: unknown): boolean {
  return isOpendError(reason, "GatewayError") && reason.code === "GatewayError" && !reason.retryable;
}
