import { isOpendError } from "../base/errors.js";
import type { OpendError } from "../base/opend-error.js";

/** The error that a function throws. */
export function thrownBy(run: () => unknown): OpendError {
  try {
    run();
  } catch (error) {
    if (isOpendError(error)) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

/** The error that a promise rejects with. */
export async function rejectionOf(promise: Promise<unknown>): Promise<OpendError> {
  return await promise.then(
    () => {
      throw new Error("the promise did not reject");
    },
    (error: unknown) => {
      if (isOpendError(error)) return error;
      throw error;
    },
  );
}
