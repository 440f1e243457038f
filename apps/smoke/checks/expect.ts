import {
  type ErrorCode,
  type ErrorDetails,
  type ErrorOf,
  isOpendError,
  type PagerErrorCode,
  type PagerErrorDetails,
} from "@opend/futu";

/** Throws unless both are the same. */
export function equal<T>(what: string, actual: T, expected: T): void {
  if (actual !== expected)
    throw new Error(`${what}: expected ${String(expected).slice(0, 200)}, got ${String(actual).slice(0, 200)}`);
}

/** Throws unless the work rejects with an error of the code. Returns that error. */
export async function rejects<C extends ErrorCode | PagerErrorCode>(
  what: string,
  work: Promise<unknown>,
  code: C,
): Promise<ErrorOf<ErrorDetails & PagerErrorDetails, C>> {
  try {
    await work;
  } catch (error) {
    if (hasCode(error, code)) return error;
    throw new Error(`${what}: expected ${code}, got ${String(error)}`);
  }
  throw new Error(`${what}: expected ${code}, but nothing was thrown`);
}

function hasCode<C extends ErrorCode | PagerErrorCode>(
  error: unknown,
  code: C,
): error is ErrorOf<ErrorDetails & PagerErrorDetails, C> {
  return isOpendError(error) && error.code === code;
}
