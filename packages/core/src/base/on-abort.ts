type Callbacks = Set<() => void>;

/** The callbacks that wait for each signal. We add one listener to a signal, however many requests use it. */
const callbacksOf = new WeakMap<AbortSignal, Callbacks>();

/**
 * Calls back when a signal fires, but not if it has fired already. Runtimes warn about more than ten listeners of one
 * signal; these callbacks do not count as listeners. Our one listener stays with the signal, and refers only to the
 * waiting callbacks: adding and removing it for each request would take longer than everything else.
 *
 * @returns removes the callback. Call it when the work is over. Otherwise a long-lived signal keeps what the callback
 * refers to
 */
export function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
  if (signal === undefined || signal.aborted) return nothing;
  const callbacks = callbacksOf.get(signal) ?? listen(signal);
  // A new function, so that the same callback can be added twice.
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
  /** Detaches from the other signals. Call it when the work is over. */
  release(): void;
}

/**
 * Links signals into one, as `AbortSignal.any` does. On Node 20, `AbortSignal.any` keeps each link in memory as long as
 * its signal lives.
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
