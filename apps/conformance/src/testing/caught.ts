import { type ErrorCode, isOpendError, type OpendErrorOf } from "@opend/core";

/** The error with which a promise rejects. It must be of the given code. */
export async function rejectionOf<C extends ErrorCode>(promise: Promise<unknown>, code: C): Promise<OpendErrorOf<C>> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ("value" in outcome) throw new Error(`${code} was expected, but the promise did not reject`);
  return errorOf(outcome.error, code);
}

/** The error that a function throws at once. It must be of the given code. */
export function thrownBy<C extends ErrorCode>(run: () => unknown, code: C): OpendErrorOf<C> {
  try {
    run();
  } catch (error) {
    return errorOf(error, code);
  }
  throw new Error(`${code} was expected, but nothing was thrown`);
}

/** A value that must be an error of the given code, such as the cause of another. */
export function errorOf<C extends ErrorCode>(value: unknown, code: C): OpendErrorOf<C> {
  if (isOpendError(value, code)) return value;
  const actual = isOpendError(value) ? `${value.code} (${value.message})` : String(value);
  throw new Error(`${code} was expected, but there was ${actual}`, { cause: value });
}
