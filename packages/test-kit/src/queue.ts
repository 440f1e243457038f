/** Values that are taken in the order in which they came; who takes before one is there waits for it. */
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

/** Lets every promise that can settle without I/O do so. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
