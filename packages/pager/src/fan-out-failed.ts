import { isOpendError } from "@opend/core";
import { createPagerError, isPagerError, type PagerErrorDetails, type PagerErrorOf } from "./pager-error.js";

/** What made a walk end. An error of the walk says no more than its position, which stands elsewhere too. */
export function reasonOf(error: unknown): unknown {
  return isPagerError(error, "PageFailed") && error.cause !== undefined ? error.cause : error;
}

/** The error of many walks that one has ended. */
export function fanOutFailed(error: unknown, details: PagerErrorDetails["FanOutFailed"]): PagerErrorOf<"FanOutFailed"> {
  const cause = reasonOf(error);
  const reason = cause instanceof Error ? cause.message : String(cause);
  const { failed } = details;
  const name = failed && ("code" in failed ? failed.code : `request ${failed.requestIndex}`);
  const retryable = isOpendError(error) && error.retryable;
  return createPagerError("FanOutFailed", name ? `${name}: ${reason}` : reason, details, { cause, retryable });
}
