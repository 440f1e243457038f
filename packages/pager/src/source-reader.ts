/** Reads an iterable one value at a time, at the consumer's pace, and converts each value. */
export class SourceReader<T> {
  readonly #next: () => Promise<IteratorResult<T, unknown>>;
  readonly #leave: () => unknown;
  #state: "ready" | "asked" | "over" = "ready";
  #failure: { readonly error: unknown } | undefined;

  /** Use {@link readSource}. */
  constructor(next: () => Promise<IteratorResult<T, unknown>>, leave: () => unknown) {
    this.#next = next;
    this.#leave = leave;
  }

  /** Whether no more values will come. */
  get isOver(): boolean {
    return this.#state === "over";
  }

  /** The error that the iterable or the consumer threw. */
  get failure(): { readonly error: unknown } | undefined {
    return this.#failure;
  }

  /**
   * Takes the next value, unless another take is in progress. Resolves when that is done.
   *
   * @param onValue an error that it throws ends the reading
   */
  async take(onValue: (value: T) => void): Promise<void> {
    if (this.#state !== "ready") return;
    this.#state = "asked";
    try {
      const { done, value } = await this.#next();
      // Closed in the meantime.
      if (this.#state !== "asked") return;
      this.#state = done ? "over" : "ready";
      if (!done) onValue(value);
    } catch (error) {
      this.#failure = { error };
      this.close();
    }
  }

  /** Ends the reading. A pending read of the iterable ends when the iterable answers, and nobody waits for it. */
  close(): void {
    if (this.#state === "over") return;
    this.#state = "over";
    const end = async () => this.#leave();
    end().catch(() => {});
  }
}

/** @param make converts each value; an error that it throws ends the reading */
export function readSource<Value, T>(
  values: Iterable<Value> | AsyncIterable<Value>,
  make: (value: Value, index: number) => T,
): SourceReader<T> {
  const iterator = Symbol.asyncIterator in values ? values[Symbol.asyncIterator]() : values[Symbol.iterator]();
  let index = 0;
  const next = async () => {
    const result = await iterator.next();
    return result.done ? result : { done: false, value: make(result.value, index++) };
  };
  return new SourceReader<T>(next, () => iterator.return?.());
}

/** Returns whether a value can be read one by one. */
export function isIterable(value: unknown): boolean {
  return typeof value === "object" && value !== null && (Symbol.iterator in value || Symbol.asyncIterator in value);
}
