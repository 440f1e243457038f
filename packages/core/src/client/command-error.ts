import { isOpendError } from "../base/errors.js";
import { OpendError } from "../base/opend-error.js";

/**
 * Returns the error with which a command fails. It is not retryable where the gateway may have carried the command out:
 * a program that sends it again might place an order twice. Only a query may be sent again after the same error.
 */
export function commandError(error: unknown): unknown {
  if (!isOpendError(error) || !error.retryable || wasNotCarriedOut(error)) return error;
  // A copy: what ends a connection fails the queries in flight with the same error.
  const { cause, endsClient, stack } = error;
  const copy = new OpendError(error.code, error.message, { cause, endsClient, retryable: false });
  return Object.assign(copy, { ...error, retryable: false }, { stack });
}

function wasNotCarriedOut(error: OpendError): boolean {
  if (isOpendError(error, "ConnectionLost", "Timeout")) return !error.sent;
  return isOpendError(error, "ConnectFailed", "RateLimited", "LimiterFailed");
}
