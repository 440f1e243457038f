import { isOpendError } from "@opend/core";
import { createPagerError, isPagerError, type PagerErrorDetails, type PagerErrorOf } from "./pager-error.js";

/**
 * Returns the reason why a walk ended. The pager's error adds only the position, which the fan-out's error also has.
 */
export function reasonOf(error: unknown): unknown {
  return isPagerError(error, "PageFailed") && error.cause !== undefined ? error.cause : error;
}

/** Returns the error of a fan-out that one walk has ended. */
export function fanOutFailed(error: unknown, details: PagerErrorDetails["FanOutFailed"]): PagerErrorOf<"FanOutFailed"> {
  const cause = reasonOf(error);
  const reason = cause instanceof Error ? cause.message : String(cause);
  const { failed } = details;
  const name = failed && ("code" in failed ? failed.code : `request ${failed.requestIndex}`);
  const retryable = isOpendError(error) && error.retryable;
  return createPagerError("FanOutFailed", name ? `${name}: ${reason}` : reason, details, { cause, retryable });
}
