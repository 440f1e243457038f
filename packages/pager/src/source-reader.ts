/** Reads an iterable one value at a time, at the pace of who takes them. */
export class SourceReader<T> {
  readonly #iterator: Iterator<T> | AsyncIterator<T>;
  #state: "ready" | "asked" | "over" = "ready";
  #failure: { readonly error: unknown } | undefined;

  constructor(values: Iterable<T> | AsyncIterable<T>) {
    this.#iterator = Symbol.asyncIterator in values ? values[Symbol.asyncIterator]() : values[Symbol.iterator]();
  }

  /** Whether there is nothing more to come. */
  get isOver(): boolean {
    return this.#state === "over";
  }

  /** What the iterable, or who took from it, threw. */
  get failure(): { readonly error: unknown } | undefined {
    return this.#failure;
  }

  /**
   * Takes the next value, unless one is being taken. Resolves when that is done.
   *
   * @param onValue what it throws ends the reading
   */
  async take(onValue: (value: T) => void): Promise<void> {
    if (this.#state !== "ready") return;
    this.#state = "asked";
    try {
      const { done, value } = await this.#iterator.next();
      // Closed in the meantime.
      if (this.#state !== "asked") return;
      this.#state = done ? "over" : "ready";
      if (!done) onValue(value);
    } catch (error) {
      this.#failure = { error };
      this.close();
    }
  }

  /** Ends the reading. An iterable that is still being asked ends when it answers: nobody waits for that. */
  close(): void {
    if (this.#state === "over") return;
    this.#state = "over";
    const end = async () => this.#iterator.return?.();
    end().catch(() => {});
  }
}
