type Callbacks = Set<() => void>;

/** The callbacks that wait for each signal. Each signal gets only one listener, however many requests share it. */
const callbacksOf = new WeakMap<AbortSignal, Callbacks>();

/**
 * Calls back when a signal fires, but not if it has fired already. Runtimes warn about more than ten listeners on one
 * signal; these callbacks do not count toward that. Only one listener is added per signal. It stays with the signal and
 * refers only to the waiting callbacks, because adding and removing a listener for each request would cost more than
 * the rest.
 *
 * @returns a function that removes the callback. Call it when the work is over; otherwise a long-lived signal keeps
 * whatever the callback refers to
 */
export function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
  if (signal === undefined || signal.aborted) return nothing;
  const callbacks = callbacksOf.get(signal) ?? listen(signal);
  // A new function each time, so that the same callback can be given twice.
  const call = () => callback();
  callbacks.add(call);
  return () => void callbacks.delete(call);
}

const nothing = () => {};

function listen(signal: AbortSignal): Callbacks {
  const callbacks: Callbacks = new Set();
  callbacksOf.set(signal, callbacks);
  signal.addEventListener("abort", () => {
    for (const call of callbacks) call();
  });
  return callbacks;
}

/** A signal that fires with the first of several signals. */
export interface LinkedSignal {
  readonly signal: AbortSignal;
  /** Detaches from the source signals. Call it when the work is over. */
  release(): void;
}

/**
 * Links signals into one, like `AbortSignal.any`. That function never releases a long-lived signal: on Node 20, each
 * transport would stay in memory as long as the signal does.
 */
export function linkSignals(...signals: readonly (AbortSignal | undefined)[]): LinkedSignal {
  const controller = new AbortController();
  const releases: (() => void)[] = [];
  const release = () => {
    for (const one of releases.splice(0)) one();
  };
  for (const signal of signals) {
    if (signal === undefined) continue;
    const abort = () => {
      release();
      controller.abort(signal.reason);
    };
    if (signal.aborted) {
      abort();
      break;
    }
    releases.push(onAbort(signal, abort));
  }
  return { signal: controller.signal, release };
}
