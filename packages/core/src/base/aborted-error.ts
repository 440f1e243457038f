import { createError } from "./errors.js";
import type { OpendError } from "./opend-error.js";

/** Returns the error for work that the caller's signal aborted. */
export function abortedError(signal: AbortSignal | undefined): OpendError {
  const reason: unknown = signal?.reason;
  const message = reason instanceof Error && reason.message ? reason.message : "aborted by the caller";
  return createError("Aborted", message, {}, { cause: reason });
}
