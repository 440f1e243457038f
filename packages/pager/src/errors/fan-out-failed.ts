import { isOpendError } from "@opend/core";
import { createPagerError, isPagerError, type PagerErrorDetails, type PagerErrorOf } from "./pager-error.js";

/** What ended a walk. The error of a page only adds its position, which the fan-out reports anyway. */
export function reasonOf(error: unknown): unknown {
  return isPagerError(error, "PageFailed") && error.cause !== undefined ? error.cause : error;
}

/** The error of a fan-out that one of its walks has ended. */
export function fanOutFailed(error: unknown, details: PagerErrorDetails["FanOutFailed"]): PagerErrorOf<"FanOutFailed"> {
  const cause = reasonOf(error);
  const reason = cause instanceof Error ? cause.message : String(cause);
  const { failed } = details;
  const name = failed && ("code" in failed ? failed.code : `request ${failed.requestIndex}`);
  const retryable = isOpendError(error) && error.retryable;
  return createPagerError("FanOutFailed", name ? `${name}: ${reason}` : reason, details, { cause, retryable });
}
