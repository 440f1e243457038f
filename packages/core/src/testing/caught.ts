import * as caught from "@opend/test-kit/caught";
import { isOpendError } from "../base/errors.js";
import type { OpendError } from "../base/opend-error.js";

/** Returns the error of this SDK that a function throws. */
export function thrownBy(run: () => unknown): OpendError {
  return checked(caught.thrownBy(run));
}

/** Returns the error of this SDK that a promise rejects with. */
export async function rejectionOf(promise: Promise<unknown>): Promise<OpendError> {
  return checked(await caught.rejectionOf(promise));
}

function checked(error: unknown): OpendError {
  if (isOpendError(error)) return error;
  throw error;
}
