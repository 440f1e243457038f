import { createError, type ErrorDetails, isOpendError, type OpendErrorOf } from "@opend/core";

/** What made a walk end. An error of the walk says no more than its position, which stands elsewhere too. */
export function reasonOf(error: unknown): unknown {
  return isOpendError(error, "PageFailed") && error.cause !== undefined ? error.cause : error;
}

/** The error of many walks that one has ended. */
export function fanOutFailed(error: unknown, details: ErrorDetails["FanOutFailed"]): OpendErrorOf<"FanOutFailed"> {
  const cause = reasonOf(error);
  const reason = cause instanceof Error ? cause.message : String(cause);
  const { failed } = details;
  const name = failed && ("code" in failed ? failed.code : `request ${failed.requestIndex}`);
  const retryable = isOpendError(error) && error.retryable;
  return createError("FanOutFailed", name ? `${name}: ${reason}` : reason, details, { cause, retryable });
}
