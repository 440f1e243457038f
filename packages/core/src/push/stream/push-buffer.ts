import { PushQueue } from "./push-queue.js";

/**
 * Decides what happens when pushes arrive faster than they are taken.
 *
 * - `drop-oldest`: drops the oldest waiting push. - `conflate`: of several with the same key, only the newest waits, in
 * the place of the older one. - `error`: ends the stream with a `SlowConsumer` error.
 */
export type PushPolicy = "drop-oldest" | "conflate" | "error";

/** A place in the queue. */
interface Place<T> {
  /** Undefined once it was taken, because old tables of the Map below may keep the place alive longer. */
  push: T | undefined;
  /** Only set under `conflate`. */
  readonly key: string | undefined;
  readonly connection: number;
}

/** Pushes that wait for one consumer. There are never more than its size. */
export class PushBuffer<T> {
  readonly #size: number;
  readonly #policy: PushPolicy;
  readonly #keyOf: (push: T) => string;
  readonly #waiting = new PushQueue<Place<T>>();
  /** Under `conflate`, the places by the keys of their pushes. */
  readonly #places = new Map<string, Place<T>>();
  #dropped = 0;

  constructor(size: number, policy: PushPolicy, keyOf: (push: T) => string) {
    this.#size = size;
    this.#policy = policy;
    this.#keyOf = keyOf;
  }

  /** The number of pushes that were dropped or replaced by a newer one. */
  get dropped(): number {
    return this.#dropped;
  }

  get length(): number {
    return this.#waiting.length;
  }

  /** The connection of the oldest waiting push. */
  get nextConnection(): number | undefined {
    return this.#waiting.first?.connection;
  }

  /**
   * Adds a push. Returns false when there was no room and the policy is `error`.
   *
   * @param connection counts connections. Never replaces a push of another one, so that each stays in its place
   */
  add(push: T, connection = 0): boolean {
    const key = this.#policy === "conflate" ? this.#keyOf(push) : undefined;
    const known = key === undefined ? undefined : this.#places.get(key);
    if (known?.connection === connection) {
      known.push = push;
      this.#dropped++;
      return true;
    }
    if (this.length >= this.#size) {
      if (this.#policy === "error") return false;
      this.take();
      this.#dropped++;
    }
    const place = { push, key, connection };
    this.#waiting.add(place);
    if (key !== undefined) this.#places.set(key, place);
    return true;
  }

  /** The oldest waiting push. */
  take(): T | undefined {
    const place = this.#waiting.take();
    if (place === undefined) return undefined;
    const { push, key } = place;
    place.push = undefined;
    if (key !== undefined && this.#places.get(key) === place) this.#places.delete(key);
    return push;
  }
}
