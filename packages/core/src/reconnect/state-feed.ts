import { Listeners } from "../base/listeners.js";
import { PullIterator } from "../base/pull-iterator.js";
import type { ConnectionState } from "./connection-state.js";

/** Holds the current state and reports all changes. */
export class StateFeed {
  readonly #watchers = new Listeners<ConnectionState>();
  #current: ConnectionState;

  constructor(initial: ConnectionState) {
    this.#current = initial;
  }

  get current(): ConnectionState {
    return this.#current;
  }

  set(state: ConnectionState): void {
    this.#current = state;
    this.#watchers.notify(state);
  }

  /** Calls back with every later state. Returns the function that stops this. */
  watch(watcher: (state: ConnectionState) => void): () => void {
    return this.#watchers.add(watcher);
  }

  /** Returns the state at the first `next()` and every later one, in order. Ends after `closed`. */
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
