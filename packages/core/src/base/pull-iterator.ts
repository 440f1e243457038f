/** The source of a {@link PullIterator}'s values. */
export interface PullSource<T> {
  /**
   * Takes the next value or the end. Returns undefined while nothing is available. An error that it throws rejects one
   * `next()` and ends the iterator.
   */
  take(): IteratorResult<T, void> | undefined;
  /** Called when the consumer starts to wait. The function that it returns is called when the wait is over. */
  wait?(): () => void;
  /** Called once: at the end, or when the consumer leaves. */
  close(): void;
}

type Settle<T> = {
  readonly resolve: (result: IteratorResult<T, void>) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * An async iterator that a consumer can leave at any time. An async generator queues `return()` behind the `next()`
 * that waits for a value, so leaving hangs until the value arrives. Here `return()` and `throw()` take effect
 * immediately, and every waiting `next()` resolves with `done`. Calls of `next()` are answered in order.
 */
export class PullIterator<T> implements AsyncGenerator<T, void, undefined> {
  /** Undefined once the iterator has ended. */
  #source: PullSource<T> | undefined;
  readonly #waiting: Settle<T>[] = [];
  #stopWaiting: (() => void) | undefined;

  constructor(source: PullSource<T>) {
    this.#source = source;
  }

  /**
   * Answers waiting calls of `next()`, as far as the source has values. The source calls this when a value is
   * available.
   */
  pull(): void {
    while (this.#source && this.#waiting.length > 0) {
      let result: IteratorResult<T, void> | undefined;
      try {
        result = this.#source.take();
      } catch (error) {
        const failed = this.#waiting.shift();
        this.#end();
        failed?.reject(error);
        return;
      }
      if (result === undefined) break;
      if (result.done) this.#end();
      else this.#waiting.shift()?.resolve(result);
    }
    if (this.#waiting.length > 0) this.#stopWaiting ??= this.#source?.wait?.();
    else this.#rest();
  }

  next(): Promise<IteratorResult<T, void>> {
    if (!this.#source) return Promise.resolve({ done: true, value: undefined });
    // In the usual case a value is available and no other call is waiting.
    if (this.#waiting.length === 0) {
      try {
        const result = this.#source.take();
        if (result?.done) this.#end();
        if (result) return Promise.resolve(result);
      } catch (error) {
        this.#end();
        return Promise.reject(error);
      }
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#stopWaiting ??= this.#source?.wait?.();
    });
  }

  return(): Promise<IteratorResult<T, void>> {
    this.#end();
    return Promise.resolve({ done: true, value: undefined });
  }

  throw(error: unknown): Promise<IteratorResult<T, void>> {
    this.#end();
    return Promise.reject(error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end();
  }

  #end(): void {
    const source = this.#source;
    this.#source = undefined;
    this.#rest();
    for (const { resolve } of this.#waiting.splice(0)) resolve({ done: true, value: undefined });
    source?.close();
  }

  #rest(): void {
    this.#stopWaiting?.();
    this.#stopWaiting = undefined;
  }
}
