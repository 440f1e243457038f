type Callbacks = Set<() => void>;

/** Who waits for a signal. Each signal has one listener of ours, however many requests it is given to. */
const callbacksOf = new WeakMap<AbortSignal, Callbacks>();

/**
 * Calls back when a signal fires; not when it has fired already. Unlike a listener of its own, a callback is not counted
 * by runtimes that warn about more than ten listeners of one signal. The one listener of ours stays with the signal and
 * refers to nothing but the callbacks that wait: adding and removing it for each request would take longer than the rest.
 *
 * @returns takes the callback back. Call it when the work is over, or a signal that lives long keeps what it refers to
 */
export function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
  if (signal === undefined || signal.aborted) return nothing;
  const callbacks = callbacksOf.get(signal) ?? listen(signal);
  // Of its own, so that the same function may be given twice.
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

/** A signal that fires with the first of several. */
export interface LinkedSignal {
  readonly signal: AbortSignal;
  /** Lets go of the others. Call it when the work is over. */
  release(): void;
}

/**
 * Links signals into one, as `AbortSignal.any` does. That one never lets go of a signal that lives long: on Node 20 each
 * transport stays in memory as long as the signal does.
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
