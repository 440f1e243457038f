import { type ErrorCode, isOpendError, type OpendError } from "@opend/core";
import { createPagerError, isPagerError } from "./pager-error.js";
import type { PagerPosition } from "./pager-position.js";

/** The codes of core for a program that calls the SDK in a wrong way. They say so themselves, and there is nothing to resume. */
const usageCodes: readonly ErrorCode[] = ["InvalidCode", "InvalidOption", "InvalidMessage", "Unsupported"];

/** Whether an error says that the program calls the SDK in a wrong way. */
export function isUsageError(error: unknown): error is OpendError {
  return isOpendError(error, ...usageCodes) || isPagerError(error, "InvalidPageSize", "InvalidCursor");
}

/** The error of a page that could not be had. */
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

/** The error of a cursor that came before. */
export function repeatedCursor(cursor: string, position: PagerPosition): OpendError {
  const message = `the gateway gave the cursor ${JSON.stringify(cursor)} a second time: paging would never end`;
  return createPagerError("RepeatedCursor", message, position);
}

/** The error of rows that came before, at another offset. */
export function repeatedPage(rowCount: number, position: PagerPosition): OpendError {
  const message = `the gateway gave the same ${rowCount} rows again, at cursor ${JSON.stringify(position.cursor)}: paging would never end`;
  return createPagerError("RepeatedCursor", message, position);
}

/** The error of a walk that is too long. */
export function tooManyPages(maxPages: number, position: PagerPosition): OpendError {
  const message = `stopped after ${maxPages} pages with more to come`;
  return createPagerError("TooManyPages", message, { ...position, maxPages });
}
