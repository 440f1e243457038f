type Callbacks = Set<() => void>;

/** Who wants to know of a signal. Each signal has one listener of ours, however many requests it is given to. */
const callbacksOf = new WeakMap<AbortSignal, { readonly callbacks: Callbacks; readonly listener: () => void }>();

/**
 * Calls back when a signal fires; not when it has fired already. Unlike a listener of its own, a callback is not counted
 * by runtimes that warn about more than ten listeners of one signal.
 *
 * @returns takes the callback back. Call it when the work is over, or a signal that lives long keeps what it refers to
 */
export function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
  if (signal === undefined || signal.aborted) return () => {};
  const { callbacks, listener } = callbacksOf.get(signal) ?? listen(signal);
  // Of its own, so that the same function may be given twice.
  const call = () => callback();
  callbacks.add(call);
  return () => {
    callbacks.delete(call);
    if (callbacks.size > 0 || callbacksOf.get(signal)?.callbacks !== callbacks) return;
    callbacksOf.delete(signal);
    signal.removeEventListener("abort", listener);
  };
}

function listen(signal: AbortSignal): { readonly callbacks: Callbacks; readonly listener: () => void } {
  const callbacks: Callbacks = new Set();
  const listener = () => {
    callbacksOf.delete(signal);
    for (const call of callbacks) call();
  };
  const entry = { callbacks, listener };
  callbacksOf.set(signal, entry);
  signal.addEventListener("abort", listener, { once: true });
  return entry;
}

/** A signal that fires with the first of several. */
export interface LinkedSignal {
  readonly signal: AbortSignal;
  /** Lets go of the others. Call it when the work is over. */
  release(): void;
}

/**
 * Links signals into one, as `AbortSignal.any` does. That one never lets go of a signal that lives long: on Node 20 each
 * link stays in memory as long as the signal does.
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
