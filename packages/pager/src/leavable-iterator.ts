/** Who waits for an item. */
interface Waiter<T> {
  readonly resolve: (result: IteratorResult<T, void>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Items of a generator that gives them in batches, such as the rows of pages. It behaves as an async generator does, with
 * one difference: `return()` does not wait for the `next()` before it. Both end at once, and the work under way is aborted.
 */
export class LeavableIterator<T> implements AsyncGenerator<T, void, undefined> {
  readonly #batches: AsyncGenerator<Iterable<T>, void, undefined>;
  readonly #stop = new AbortController();
  readonly #waiters: Waiter<T>[] = [];
  #batch: Iterator<T> = [][Symbol.iterator]();
  #isPulling = false;
  #isOver = false;

  /** @param open makes the generator; its controller is aborted when the iterator is left early */
  constructor(open: (stop: AbortController) => AsyncGenerator<Iterable<T>, void, undefined>) {
    this.#batches = open(this.#stop);
  }

  /** Gives the next item. Calls that overlap are answered in order. */
  next(): Promise<IteratorResult<T, void>> {
    if (this.#waiters.length === 0) {
      const next = this.#take();
      if (next) return Promise.resolve(next);
    }
    if (this.#isOver) return Promise.resolve(end);
    return new Promise((resolve, reject) => {
      this.#waiters.push({ resolve, reject });
      void this.#pull();
    });
  }

  /** Ends the iteration at once, and every `next()` that waits. */
  return(): Promise<IteratorResult<T, void>> {
    if (!this.#isOver) {
      this.#end();
      this.#stop.abort();
      // Whatever the generator still does, nobody waits for it.
      this.#batches.return().catch(() => {});
    }
    return Promise.resolve(end);
  }

  /** Ends the iteration as `return()` does, and rejects with the error. */
  async throw(error: unknown): Promise<IteratorResult<T, void>> {
    await this.return();
    throw error;
  }

  /** Same as `return()`, for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** The next item of the batch at hand, if there is one. */
  #take(): IteratorYieldResult<T> | undefined {
    const next = this.#batch.next();
    return next.done ? undefined : { done: false, value: next.value };
  }

  /** Fetches batches until nobody waits. */
  async #pull(): Promise<void> {
    if (this.#isPulling) return;
    this.#isPulling = true;
    try {
      while (this.#waiters.length > 0) {
        const { done, value } = await this.#batches.next();
        if (this.#isOver) return;
        if (done) this.#end();
        else this.#serve(value);
      }
    } catch (error) {
      // As with a generator: the first one that waits gets the error, and then it is over.
      const first = this.#waiters.shift();
      this.#end();
      first?.reject(error);
    } finally {
      this.#isPulling = false;
    }
  }

  #serve(batch: Iterable<T>): void {
    this.#batch = batch[Symbol.iterator]();
    while (this.#waiters.length > 0) {
      const next = this.#take();
      if (next === undefined) return;
      this.#waiters.shift()?.resolve(next);
    }
  }

  #end(): void {
    this.#isOver = true;
    this.#batch = [][Symbol.iterator]();
    for (const { resolve } of this.#waiters.splice(0)) resolve(end);
  }
}

const end = { done: true, value: undefined } as const;
