import { PullIterator } from "../pull-iterator.js";
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

  /** The state at the first `next()` and every later one, in order; ends after `closed`. */
  iterate(): PullIterator<ConnectionState> {
    const queue: ConnectionState[] = [];
    let unwatch: (() => void) | undefined;
    let isOver = false;
    const begin = () => {
      queue.push(this.#current);
      return this.watch((state) => {
        queue.push(state);
        states.pull();
      });
    };
    const states = new PullIterator<ConnectionState>({
      take() {
        if (isOver) return { done: true, value: undefined };
        unwatch ??= begin();
        const value = queue.shift();
        if (value === undefined) return undefined;
        isOver = value.status === "closed";
        return { done: false, value };
      },
      close: () => unwatch?.(),
    });
    return states;
  }
}
