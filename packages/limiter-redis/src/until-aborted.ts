import type { Clock } from "@opend/core";
import { onAbort } from "@opend/core/internal";

/** The value of a promise. If the signal fires first, rejects with its reason. */
export function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    const release = onAbort(signal, () => reject(signal.reason));
    promise.then(resolve, reject).finally(release);
  });
}

/** Resolves after a number of milliseconds. If the signal fires first, rejects with its reason. */
export async function sleep(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  let cancel = () => {};
  const over = new Promise<void>((resolve) => {
    cancel = clock.schedule(resolve, ms);
  });
  try {
    await orAborted(over, signal);
  } finally {
    cancel();
  }
}
