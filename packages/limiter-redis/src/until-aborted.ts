import type { Clock } from "@opend/core";
import { onAbort } from "@opend/core/internal";

/** Returns the result of a promise. Rejects with the signal's reason if the signal fires first. */
export function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    const release = onAbort(signal, () => reject(signal.reason));
    promise.then(resolve, reject).finally(release);
  });
}

/** Resolves after a delay, unless the signal fires first. */
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
