import { type ErrorCode, type ErrorDetails, type ErrorOf, isOpendError } from "@opend/core";
import type { PagerErrorCode, PagerErrorDetails } from "@opend/pager";
import * as caught from "@opend/test-kit/caught";
import type { TradeErrorCode, TradeErrorDetails } from "@opend/trade";

/** A code of any package. */
export type AnyErrorCode = ErrorCode | PagerErrorCode | TradeErrorCode;

type AnyErrorOf<C extends AnyErrorCode> = ErrorOf<ErrorDetails & PagerErrorDetails & TradeErrorDetails, C>;

/** Returns the error that a promise rejects with. It must have the given code. */
export async function rejectionOf<C extends AnyErrorCode>(promise: Promise<unknown>, code: C): Promise<AnyErrorOf<C>> {
  return errorOf(await caught.rejectionOf(promise), code);
}

/** Returns the error that a function throws. It must have the given code. */
export function thrownBy<C extends AnyErrorCode>(run: () => unknown, code: C): AnyErrorOf<C> {
  return errorOf(caught.thrownBy(run), code);
}

/** Returns a value, such as the cause of an error, as an error of the given code. @throws when it is not one */
export function errorOf<C extends AnyErrorCode>(value: unknown, code: C): AnyErrorOf<C> {
  if (hasCode(value, code)) return value;
  const actual = isOpendError(value) ? `${value.code} (${value.message})` : String(value);
  throw new Error(`expected ${code}, but got ${actual}`, { cause: value });
}

function hasCode<C extends AnyErrorCode>(value: unknown, code: C): value is AnyErrorOf<C> {
  return isOpendError(value) && value.code === code;
}
