/** The source of the values of a {@link PullIterator}. */
export interface PullSource<T> {
  /**
   * Takes the next value or the end. Returns undefined while there is nothing yet. An error rejects one `next()` and
   * ends the iterator.
   */
  take(): IteratorResult<T, void> | undefined;
  /** Called when the consumer starts to wait. The returned function is called when the wait is over. */
  wait?(): () => void;
  /** Called once: at the end, or when the consumer leaves. */
  close(): void;
}

type Settle<T> = {
  readonly resolve: (result: IteratorResult<T, void>) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * An async iterator that a consumer can always leave. An async generator queues `return()` behind the `next()` that
 * waits for a value, so leaving hangs until the value comes. Here `return()` and `throw()` take effect at once, and
 * every waiting `next()` resolves with `done`. Calls of `next()` are answered in order.
 */
export class PullIterator<T> implements AsyncGenerator<T, void, undefined> {
  /** Undefined once the iterator has ended. */
  #source: PullSource<T> | undefined;
  readonly #waiting: Settle<T>[] = [];
  #stopWaiting: (() => void) | undefined;

  constructor(source: PullSource<T>) {
    this.#source = source;
  }

  /** Answers the waiting calls of `next()`, as far as the source can. The source calls this when it has something. */
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
    // Usually there is a value, and no need to wait.
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
