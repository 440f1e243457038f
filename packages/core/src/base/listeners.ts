/** Callbacks for a recurring event. */
export class Listeners<Event, Result = void> {
  readonly #callbacks = new Set<(event: Event) => Result>();

  /** Adds a callback. Returns the function that removes it. */
  add(callback: (event: Event) => Result): () => void {
    this.#callbacks.add(callback);
    return () => void this.#callbacks.delete(callback);
  }

  /** Calls each current callback, in the order in which they were added. Returns what they returned. */
  notify(event: Event): Result[] {
    return [...this.#callbacks].map((callback) => callback(event));
  }
}
