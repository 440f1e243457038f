import { isOpendError } from "../../base/errors.js";
import type { OpendError } from "../../base/opend-error.js";

/** How to ask for topics. */
export interface Asking<T> {
  /** Splits topics into lists that fit one request each, in order of priority. */
  plan(topics: readonly T[]): readonly (readonly T[])[];
  /** Sends one request. @throws the gateway's error */
  ask(topics: readonly T[]): Promise<void>;
}

/** Requests in flight at a time, as long as none is refused. */
const requestsAtOnce = 4;
/** After this many refused requests, speed matters more than the strict order of priority. */
const carefulRefusals = 32;
const hastyRequestsAtOnce = 8;
/** This many single topics refused in a row with the same words look like an exhausted quota. */
const suspiciousRefusals = 8;
/** Samples of the rest to try before giving up on all of it. */
const sampleSize = 8;

/**
 * Asks for topics in order of priority, many in a request and several requests at a time. It splits a refused request
 * into halves and asks for them in order, until it knows which topics the gateway refuses. So the first topics win when
 * the quota runs out. It does not ask for the rest one by one: once the gateway has refused several single topics with
 * the same words, and samples of the following ones too, all that follow count as refused.
 *
 * @returns the refused topics with their errors
 * @throws errors that are not refusals, such as `ConnectionLost` or `Timeout`
 */
export async function askInOrder<T>(topics: readonly T[], asking: Asking<T>): Promise<ReadonlyMap<T, OpendError>> {
  return await new OrderedAsking(topics, asking).run();
}

class OrderedAsking<T> {
  readonly #asking: Asking<T>;
  readonly #refused = new Map<T, OpendError>();
  /** Lists that have not been requested yet. */
  #waiting: readonly (readonly T[])[];
  #refusals = 0;
  /** Refusals of single topics since the last success, or since the words changed. */
  #streak: { readonly error: OpendError; readonly count: number } | undefined;

  constructor(topics: readonly T[], asking: Asking<T>) {
    this.#asking = asking;
    this.#waiting = asking.plan(topics);
  }

  async run(): Promise<ReadonlyMap<T, OpendError>> {
    while (this.#waiting.length > 0) {
      const lists = this.#waiting.slice(0, this.#width);
      this.#waiting = this.#waiting.slice(lists.length);
      const errors = await Promise.all(lists.map((list) => this.#ask(list)));
      const parts = lists.flatMap((list, index) => this.#settle(list, errors[index]));
      this.#waiting = [...parts, ...this.#waiting];
      const isTooFrequent = errors.find((error) => isOpendError(error, "RateLimited"));
      if (isTooFrequent) this.#giveUp(isTooFrequent);
      else if (this.#streak && this.#streak.count >= suspiciousRefusals) await this.#sample(this.#streak.error);
    }
    return this.#refused;
  }

  get #width(): number {
    if (this.#refusals === 0) return requestsAtOnce;
    return this.#refusals < carefulRefusals ? 1 : hastyRequestsAtOnce;
  }

  /** Records the outcome of a list. Returns the parts to ask for again. */
  #settle(list: readonly T[], error: OpendError | undefined): readonly (readonly T[])[] {
    if (error === undefined) {
      this.#streak = undefined;
      return [];
    }
    this.#refusals++;
    if (list.length > 1) {
      const half = Math.floor(list.length / 2);
      return [...this.#asking.plan(list.slice(0, half)), ...this.#asking.plan(list.slice(half))];
    }
    for (const topic of list) this.#refused.set(topic, error);
    const isSame = this.#streak?.error.message === error.message;
    this.#streak = { error, count: isSame ? (this.#streak?.count ?? 0) + 1 : 1 };
    return [];
  }

  /** Tries samples of the rest, and gives up on all of it when the gateway refuses them with the same words. */
  async #sample(error: OpendError): Promise<void> {
    const rest = this.#waiting.flat();
    const step = rest.length / sampleSize;
    const samples = new Set(rest.filter((_, index) => step <= 1 || index % step < 1));
    const errors = await Promise.all([...samples].map((topic) => this.#ask([topic])));
    if (errors.every((other) => other?.message === error.message)) {
      this.#giveUp(error);
      return;
    }
    this.#streak = undefined;
    [...samples].forEach((topic, index) => {
      const refusal = errors[index];
      if (refusal) this.#refused.set(topic, refusal);
    });
    this.#waiting = this.#waiting.flatMap((list) => this.#asking.plan(list.filter((topic) => !samples.has(topic))));
  }

  #giveUp(error: OpendError): void {
    for (const topic of this.#waiting.flat()) this.#refused.set(topic, error);
    this.#waiting = [];
  }

  /** The error with which the gateway refuses a list. Undefined when it accepts it. @throws any other error */
  async #ask(list: readonly T[]): Promise<OpendError | undefined> {
    try {
      await this.#asking.ask(list);
      return undefined;
    } catch (error) {
      if (isOpendError(error, "GatewayError")) return error;
      throw error;
    }
  }
}
