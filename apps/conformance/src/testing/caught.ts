import { type ErrorCode, type ErrorDetails, type ErrorOf, isOpendError } from "@opend/core";
import type { PagerErrorCode, PagerErrorDetails } from "@opend/pager";
import type { TradeErrorCode, TradeErrorDetails } from "@opend/trade";

/** A code of any package. */
export type AnyErrorCode = ErrorCode | PagerErrorCode | TradeErrorCode;

type AnyErrorOf<C extends AnyErrorCode> = ErrorOf<ErrorDetails & PagerErrorDetails & TradeErrorDetails, C>;

/** The error with which a promise rejects. It must be of the given code. */
export async function rejectionOf<C extends AnyErrorCode>(promise: Promise<unknown>, code: C): Promise<AnyErrorOf<C>> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ("value" in outcome) throw new Error(`${code} was expected, but the promise did not reject`);
  return errorOf(outcome.error, code);
}

/** The error that a function throws at once. It must be of the given code. */
export function thrownBy<C extends AnyErrorCode>(run: () => unknown, code: C): AnyErrorOf<C> {
  try {
    run();
  } catch (error) {
    return errorOf(error, code);
  }
  throw new Error(`${code} was expected, but nothing was thrown`);
}

/** A value that must be an error of the given code, such as the cause of another. */
export function errorOf<C extends AnyErrorCode>(value: unknown, code: C): AnyErrorOf<C> {
  if (hasCode(value, code)) return value;
  const actual = isOpendError(value) ? `${value.code} (${value.message})` : String(value);
  throw new Error(`${code} was expected, but there was ${actual}`, { cause: value });
}

function hasCode<C extends AnyErrorCode>(value: unknown, code: C): value is AnyErrorOf<C> {
  return isOpendError(value) && value.code === code;
}
