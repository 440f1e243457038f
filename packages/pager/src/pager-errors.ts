import { createError, type ErrorCode, isOpendError, type OpendError, type PagerPosition } from "@opend/core";

/** What is wrong with how the program calls the SDK. It says so itself, and there is nothing to resume. */
const usageCodes: readonly ErrorCode[] = [
  "InvalidCode",
  "InvalidOption",
  "InvalidPageSize",
  "InvalidCursor",
  "InvalidMessage",
  "Unsupported",
];

/** Whether an error says that the program calls the SDK in a wrong way. */
export function isUsageError(error: unknown): error is OpendError {
  return isOpendError(error, ...usageCodes);
}

/** The error of a page that could not be had. */
export function pageFailed(cause: unknown, position: PagerPosition): OpendError {
  if (isUsageError(cause)) return cause;
  if (isOpendError(cause, "Aborted")) {
    return createError("Aborted", cause.message, { cursor: position.cursor }, { cause: cause.cause });
  }
  const reason = cause instanceof Error ? cause.message : String(cause);
  const retryable = isOpendError(cause) && cause.retryable;
  const place =
    position.cursor === undefined ? "the first page" : `the page at cursor ${JSON.stringify(position.cursor)}`;
  return createError("PageFailed", `${place} could not be fetched: ${reason}`, position, { cause, retryable });
}

/** The error of a cursor that came before. */
export function repeatedCursor(cursor: string, position: PagerPosition): OpendError {
  const message = `the gateway gave the cursor ${JSON.stringify(cursor)} a second time: paging would never end`;
  return createError("RepeatedCursor", message, position);
}

/** The error of rows that came before, at another offset. */
export function repeatedPage(rowCount: number, position: PagerPosition): OpendError {
  const message = `the gateway gave the same ${rowCount} rows again, at cursor ${JSON.stringify(position.cursor)}: paging would never end`;
  return createError("RepeatedCursor", message, position);
}

/** The error of a walk that is too long. */
export function tooManyPages(maxPages: number, position: PagerPosition): OpendError {
  const message = `stopped after ${maxPages} pages with more to come`;
  return createError("TooManyPages", message, { ...position, maxPages });
}
