/**
 * What happens to pushes that arrive faster than they are taken.
 *
 * - `drop-oldest`: the oldest waiting ones are dropped.
 * - `conflate`: of those with the same key only the newest waits, in the place of the older one.
 * - `error`: the stream ends with a `SlowConsumer` error.
 */
export type PushPolicy = "drop-oldest" | "conflate" | "error";

/** Pushes that wait for one consumer: never more than its size. */
export class PushBuffer<T> {
  readonly #size: number;
  readonly #policy: PushPolicy;
  readonly #keyOf: (push: T) => string;
  /** In order of arrival. Keys are those of the pushes under `conflate`, else numbers of their own. */
  readonly #waiting = new Map<string | number, T>();
  #arrived = 0;
  #dropped = 0;

  constructor(size: number, policy: PushPolicy, keyOf: (push: T) => string) {
    this.#size = size;
    this.#policy = policy;
    this.#keyOf = keyOf;
  }

  /** Pushes that were dropped, or replaced by a newer one. */
  get dropped(): number {
    return this.#dropped;
  }

  get length(): number {
    return this.#waiting.size;
  }

  /** Takes a push in. Gives false when it found no room and the policy is `error`. */
  add(push: T): boolean {
    const key = this.#policy === "conflate" ? this.#keyOf(push) : this.#arrived++;
    if (this.#waiting.has(key)) {
      this.#waiting.set(key, push);
      this.#dropped++;
      return true;
    }
    if (this.#waiting.size >= this.#size) {
      if (this.#policy === "error") return false;
      for (const oldest of this.#waiting.keys()) {
        this.#waiting.delete(oldest);
        break;
      }
      this.#dropped++;
    }
    this.#waiting.set(key, push);
    return true;
  }

  /** The oldest push that waits. */
  take(): T | undefined {
    for (const [key, push] of this.#waiting) {
      this.#waiting.delete(key);
      return push;
    }
    return undefined;
  }
}
