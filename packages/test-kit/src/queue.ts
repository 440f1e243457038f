/** Values, first in, first out. A `take` from an empty queue waits for the next value. */
export class Queue<T> {
  readonly #values: T[] = [];
  readonly #takers: ((value: T) => void)[] = [];

  push(value: T): void {
    const taker = this.#takers.shift();
    if (taker) taker(value);
    else this.#values.push(value);
  }

  take(): Promise<T> {
    return new Promise((resolve) => {
      const [value] = this.#values.splice(0, 1);
      if (value === undefined) this.#takers.push(resolve);
      else resolve(value);
    });
  }
}

/** Lets every promise settle that needs no I/O. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
