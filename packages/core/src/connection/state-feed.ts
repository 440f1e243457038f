import type { ConnectionState } from "./connection-state.js";

/** The current state, and all changes for those who watch. */
export class StateFeed {
  readonly #watchers = new Set<(state: ConnectionState) => void>();
  #current: ConnectionState;

  constructor(initial: ConnectionState) {
    this.#current = initial;
  }

  get current(): ConnectionState {
    return this.#current;
  }

  set(state: ConnectionState): void {
    this.#current = state;
    for (const watcher of [...this.#watchers]) watcher(state);
  }

  /** Calls back with every later state, until the function that it gives is called. */
  watch(watcher: (state: ConnectionState) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** The current state and every later one, in order; ends after `closed`. */
  async *iterate(): AsyncGenerator<ConnectionState, void, undefined> {
    const queue: ConnectionState[] = [this.#current];
    let wake = () => {};
    const unwatch = this.watch((state) => {
      queue.push(state);
      wake();
    });
    try {
      for (;;) {
        const state = queue.shift();
        if (state === undefined) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
          continue;
        }
        yield state;
        if (state.status === "closed") return;
      }
    } finally {
      unwatch();
    }
  }
}
