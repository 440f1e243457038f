import { isOpendError, type OpendError } from "@opend/core";
import { isPagerError } from "@opend/pager";

/** The error with which the gateway refused what was asked for one security. Undefined for any other error. */
export function refusalOf(error: unknown): OpendError | undefined {
  const cause = isPagerError(error, "PageFailed") ? error.cause : error;
  if (isOpendError(cause, "GatewayError", "InvalidCode", "MalformedMessage")) return cause;
  return isPagerError(cause, "RepeatedCursor") ? cause : undefined;
}
