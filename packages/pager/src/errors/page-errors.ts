import { type ErrorCode, isOpendError, type OpendError } from "@opend/core";
import { createPagerError, isPagerError } from "./pager-error.js";
import type { PagerPosition } from "./pager-position.js";

/** The codes of core for wrong calls. Such an error explains itself, and there is nothing to resume. */
const usageCodes: readonly ErrorCode[] = ["InvalidCode", "InvalidOption", "InvalidMessage", "Unsupported"];

/** Whether an error means that the program called the SDK wrongly. */
export function isUsageError(error: unknown): error is OpendError {
  return isOpendError(error, ...usageCodes) || isPagerError(error, "InvalidPageSize", "InvalidCursor");
}

/** The error for a page that could not be fetched. */
export function pageFailed(cause: unknown, position: PagerPosition): OpendError {
  if (isUsageError(cause)) return cause;
  if (isOpendError(cause, "Aborted")) {
    return createPagerError("Aborted", cause.message, { cursor: position.cursor }, { cause: cause.cause });
  }
  const reason = cause instanceof Error ? cause.message : String(cause);
  const retryable = isOpendError(cause) && cause.retryable;
  const place =
    position.cursor === undefined ? "the first page" : `the page at cursor ${JSON.stringify(position.cursor)}`;
  return createPagerError("PageFailed", `${place} could not be fetched: ${reason}`, position, { cause, retryable });
}

/** The error for a cursor that came back. */
export function repeatedCursor(cursor: string, position: PagerPosition): OpendError {
  const message = `the gateway returned the cursor ${JSON.stringify(cursor)} a second time: paging would never end`;
  return createPagerError("RepeatedCursor", message, position);
}

/** The error for rows that came back at another offset. */
export function repeatedPage(rowCount: number, position: PagerPosition): OpendError {
  const message = `the gateway returned the same ${rowCount} rows again, at cursor ${JSON.stringify(position.cursor)}: paging would never end`;
  return createPagerError("RepeatedCursor", message, position);
}

/** The error for a walk that is too long. */
export function tooManyPages(maxPages: number, position: PagerPosition): OpendError {
  const message = `stopped after ${maxPages} pages with more to come`;
  return createPagerError("TooManyPages", message, { ...position, maxPages });
}
