/**
 * A first-in, first-out queue. It is not a Map, because a Map that is constantly filled and emptied leaves old tables
 * behind, whose contents stay in memory until a full garbage collection. In `pnpm bench pushes` that took a third of
 * the total time.
 */
export class PushQueue<T> {
  #items: (T | undefined)[] = [];
  #first = 0;

  get length(): number {
    return this.#items.length - this.#first;
  }

  add(item: T): void {
    this.#items.push(item);
  }

  /** Takes the oldest item. */
  take(): T | undefined {
    const item = this.#items[this.#first];
    this.#items[this.#first] = undefined;
    this.#first++;
    if (this.#first >= this.#items.length) {
      this.#items.length = 0;
      this.#first = 0;
    } else if (this.#first > this.#items.length / 2 && this.#first > minWasted) {
      this.#items = this.#items.slice(this.#first);
      this.#first = 0;
    }
    return item;
  }
}

/** The number of emptied places at which it is worth releasing them. */
const minWasted = 1000;
