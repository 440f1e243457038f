import { isOpendError } from "../../base/errors.js";
import type { OpendError } from "../../base/opend-error.js";

/** How to ask for topics. */
export interface Asking<T> {
  /** Splits topics into lists that fit one request each, in order of priority. */
  plan(topics: readonly T[]): readonly (readonly T[])[];
  /** Sends one request. @throws the gateway's error */
  ask(topics: readonly T[]): Promise<void>;
  /** The code of the security that a topic is about. */
  codeOf?(topic: T): string | undefined;
  /** The right that a topic needs. */
  rightOf?(topic: T): string | undefined;
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
 * the quota runs out. It does not ask for the rest one by one: a topic for which there is no quota is followed by none
 * that has any, and a right that is missing is missing for all topics that need it. A security that the gateway names
 * is taken out. Once the gateway has refused several single topics with the same words, and samples of the following
 * ones too, all that follow count as refused.
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
      const end = errors.find((error, index) => concernsAll(error, lists[index]?.length ?? 0));
      if (end) this.#giveUp(end);
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
    const meant = this.#meantBy(error, list);
    if (meant.length > 0) {
      for (const topic of meant) this.#refused.set(topic, error);
      this.#waiting = this.#without(this.#waiting);
      return this.#without([list]);
    }
    const rights = new Set(list.map((topic) => this.#asking.rightOf?.(topic)));
    if (isOpendError(error, "NoQuoteRight") && rights.size > 1) {
      const groups = [...rights].map((right) => list.filter((topic) => this.#asking.rightOf?.(topic) === right));
      return groups.flatMap((group) => this.#asking.plan(group));
    }
    if (list.length > 1) {
      const half = Math.floor(list.length / 2);
      return [...this.#asking.plan(list.slice(0, half)), ...this.#asking.plan(list.slice(half))];
    }
    for (const topic of list) this.#refused.set(topic, error);
    const isSame = this.#streak?.error.message === error.message;
    this.#streak = { error, count: isSame ? (this.#streak?.count ?? 0) + 1 : 1 };
    return [];
  }

  /** The topics that a refusal is about, as far as its words tell. */
  #meantBy(error: OpendError, list: readonly T[]): readonly T[] {
    const { codeOf, rightOf } = this.#asking;
    if (isOpendError(error, "UnknownSecurity") && error.securityCode !== undefined) {
      const named = list.filter((topic) => isNamed(codeOf?.(topic), error.securityCode));
      return new Set(named.map((topic) => codeOf?.(topic))).size === 1 ? named : [];
    }
    if (!isOpendError(error, "NoQuoteRight")) return [];
    const named = list.filter((topic) => isNamed(codeOf?.(topic), error.securityCode));
    const rights = new Set((named.length > 0 ? named : list).map((topic) => rightOf?.(topic)));
    const [right] = rights;
    if (rights.size !== 1 || right === undefined) return [];
    return [...list, ...this.#waiting.flat()].filter((topic) => rightOf?.(topic) === right);
  }

  #without(lists: readonly (readonly T[])[]): readonly (readonly T[])[] {
    return lists.flatMap((list) => this.#asking.plan(list.filter((topic) => !this.#refused.has(topic))));
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

/** Whether a refusal says that no other topic would fare better. @param count how many topics were asked for */
function concernsAll(error: OpendError | undefined, count: number): boolean {
  if (isOpendError(error, "RateLimited", "GatewayUnavailable")) return true;
  // There may be quota for a part of them.
  return count === 1 && isOpendError(error, "SubscriptionQuotaUsedUp");
}

/** Whether a code is the one that the gateway calls `HK.00700` or `00700`. */
function isNamed(code: string | undefined, named: string | undefined): boolean {
  return code !== undefined && (code === named || code.slice(code.indexOf(".") + 1) === named);
}
