import { type ErrorCode, isOpendError, type OpendErrorOf } from "@opend/futu";

/** Fails unless both are the same. */
export function equal<T>(what: string, actual: T, expected: T): void {
  if (actual !== expected)
    throw new Error(`${what}: expected ${String(expected).slice(0, 200)}, got ${String(actual).slice(0, 200)}`);
}

/** Fails unless the work is rejected with an error of the code, and gives that error. */
export async function rejects<C extends ErrorCode>(
  what: string,
  work: Promise<unknown>,
  code: C,
): Promise<OpendErrorOf<C>> {
  try {
    await work;
  } catch (error) {
    if (isOpendError(error, code)) return error;
    throw new Error(`${what}: expected ${code}, got ${String(error)}`);
  }
  throw new Error(`${what}: expected ${code}, but nothing was thrown`);
}
