import { isOpendError } from "../../base/errors.js";
import type { OpendError } from "../../base/opend-error.js";
import type { FailedTopic } from "../../protocol/failed-topic.js";
import type { PushHost, PushSession } from "../push-host.js";
import { askInOrder } from "./ask-in-order.js";
import type { TopicKind } from "./topic-kind.js";
import { waitFor } from "./wait-for.js";

/** What a book needs of its client. */
export type BookHost = Pick<PushHost, "clock" | "whenReady">;

/** A topic that is wanted, or that a connection may still have. */
interface Entry<T> {
  readonly topic: T;
  /** How many want it. */
  users: number;
  /** Resolves when the request about it that is under way is over, whatever the outcome. */
  asking: Promise<void> | undefined;
  /** The connection that has taken it. Nothing else counts as subscribed. */
  takenBy: PushSession | undefined;
  /** The connection that may have it: one that has taken it, or of which the answer is not known. */
  heldBy: PushSession | undefined;
  /** When the gateway lets go of it. */
  endableMs: number;
  /** Why the current connection does not take it. */
  refusal: OpendError | undefined;
}

/** When to try again to end a subscription that the gateway did not end. */
const endAgainAfterMs = 60_000;

/**
 * The topics that a client wants, whatever connection it has. A topic is wanted as long as it has users; it is asked for
 * on the current connection; and it is taken once the gateway has said so. On a new connection everything that is wanted
 * is asked for again. What a connection has, or may have, and nobody wants is ended as soon as the gateway allows it.
 */
export class SubscriptionBook<T> {
  readonly #host: BookHost;
  readonly #kind: TopicKind<T>;
  /** In the order in which they were wanted first. */
  readonly #entries = new Map<string, Entry<T>>();
  #lastRequest: Promise<unknown> = Promise.resolve();
  #cancelSweep: (() => void) | undefined;

  constructor(host: BookHost, kind: TopicKind<T>) {
    this.#host = host;
    this.#kind = kind;
  }

  /** Topics that are wanted, or that the connection may still have. */
  get topics(): readonly T[] {
    return [...this.#entries.values()].filter((entry) => entry.users > 0 || isHeld(entry)).map(({ topic }) => topic);
  }

  /**
   * Adds a user to topics. Resolves when all of them are taken. While there is no connection, they are asked for as soon
   * as there is one.
   *
   * @throws what the gateway answers, `Aborted`, and the end of the connection; nobody is added then
   */
  async join(topics: readonly T[], signal: AbortSignal): Promise<void> {
    const entries = topics.map((topic) => this.#want(topic));
    const known = new Set(entries.map(({ refusal }) => refusal));
    try {
      for (;;) {
        const session = await this.#host.whenReady({ timeoutMs: Number.POSITIVE_INFINITY, signal });
        const refused = entries.find(({ refusal }) => refusal && !known.has(refusal));
        if (refused) throw refused.refusal;
        const missing = entries.filter(({ takenBy }) => takenBy !== session);
        if (missing.length === 0) return;
        await this.#askOnce(session, missing, signal);
      }
    } catch (error) {
      this.leave(topics);
      throw error;
    }
  }

  /** Takes a user off topics. Those without any are ended as soon as the gateway allows it. */
  leave(topics: readonly T[]): void {
    for (const topic of topics) {
      const entry = this.#entries.get(this.#kind.keyOf(topic));
      if (!entry) continue;
      entry.users--;
      this.#forgetIfUnused(entry);
    }
    this.#sweep();
  }

  /** Those of some topics that the current connection does not take, with the reasons. */
  refusedOf(topics: readonly T[]): readonly FailedTopic[] {
    return topics.flatMap((topic) => {
      const refusal = this.#entries.get(this.#kind.keyOf(topic))?.refusal;
      return refusal ? [this.#kind.failed(topic, refusal)] : [];
    });
  }

  /**
   * Asks for everything that is wanted on a new connection. Gives the topics that the gateway refused.
   *
   * @throws what is not a refusal
   */
  async resume(session: PushSession): Promise<readonly FailedTopic[]> {
    for (const entry of this.#entries.values()) {
      Object.assign(entry, { asking: undefined, takenBy: undefined, heldBy: undefined, refusal: undefined });
      this.#forgetIfUnused(entry);
    }
    const wanted = new Map([...this.#entries.values()].map((entry) => [entry.topic, entry]));
    const refused = await askInOrder([...wanted.keys()], {
      plan: (topics) => this.#kind.plan(topics),
      ask: async (topics) => {
        const entries = topics.flatMap((topic) => wanted.get(topic) ?? []).filter((entry) => this.#isWanted(entry));
        if (entries.length > 0) await this.#subscribe(session, entries);
      },
    });
    for (const [topic, error] of refused) {
      const entry = wanted.get(topic);
      if (entry && this.#isWanted(entry)) entry.refusal = error;
    }
    return this.refusedOf([...wanted.keys()]);
  }

  /** Forgets everything, at the end of the client. */
  clear(): void {
    this.#cancelSweep?.();
    this.#entries.clear();
  }

  #want(topic: T): Entry<T> {
    const key = this.#kind.keyOf(topic);
    const entry = this.#entries.get(key) ?? {
      topic,
      users: 0,
      asking: undefined,
      takenBy: undefined,
      heldBy: undefined,
      endableMs: 0,
      refusal: undefined,
    };
    entry.users++;
    this.#entries.set(key, entry);
    return entry;
  }

  /** Sends one request for what nobody has asked for, or waits for a request of somebody else. */
  async #askOnce(session: PushSession, missing: readonly Entry<T>[], signal: AbortSignal): Promise<void> {
    const idle = new Map(missing.filter(({ asking }) => !asking).map((entry) => [entry.topic, entry]));
    const [request] = this.#kind.plan([...idle.keys()]);
    if (!request) {
      await waitFor(Promise.all(missing.map(({ asking }) => asking)), signal);
      return;
    }
    try {
      const entries = request.flatMap((topic) => idle.get(topic) ?? []);
      await waitFor(this.#subscribe(session, entries), signal);
    } catch (error) {
      // What was lost with its connection is asked for on the next.
      if (session.isOpen) throw error;
    }
  }

  /** Sends one request for topics. @throws what the gateway answers */
  #subscribe(session: PushSession, entries: readonly Entry<T>[]): Promise<void> {
    const topics = entries.map(({ topic }) => topic);
    const heldBefore = new Map(entries.map((entry) => [entry, entry.heldBy]));
    return this.#request(
      entries,
      () => this.#send(session, entries, (kept) => this.#kind.subscribe(session, topics, kept)),
      (entry, error) => {
        const isRefused = isOpendError(error, "GatewayError") || isOpendError(error, "RateLimited");
        if (error === undefined) Object.assign(entry, { takenBy: session, refusal: undefined });
        entry.heldBy = isRefused ? heldBefore.get(entry) : session;
        entry.endableMs = this.#host.clock.nowMs() + this.#kind.minAgeMs;
      },
    );
  }

  /** Sends one request that ends subscriptions. Those that are wanted again by then are not ended. */
  #unsubscribe(session: PushSession, entries: readonly Entry<T>[]): void {
    const unwanted = new Set<Entry<T>>();
    const ended = this.#request(
      entries,
      async () => {
        for (const entry of entries) {
          if (entry.users > 0) continue;
          unwanted.add(entry);
          // Whoever comes from now on has to ask again.
          entry.takenBy = undefined;
        }
        const topics = [...unwanted].map(({ topic }) => topic);
        if (topics.length === 0) return;
        await this.#send(session, [...unwanted], (kept) => this.#kind.unsubscribe(session, topics, kept));
      },
      (entry, error) => {
        if (!unwanted.has(entry)) return;
        if (error === undefined) entry.heldBy = undefined;
        else entry.endableMs = this.#host.clock.nowMs() + endAgainAfterMs;
      },
    );
    // It is tried again later, or has ended with its connection.
    ended.catch(() => {});
  }

  /** Sends a request, in turn where that matters, and notes its outcome for each topic that no later one is about. */
  #request(
    entries: readonly Entry<T>[],
    send: () => Promise<void>,
    note: (entry: Entry<T>, error: unknown) => void,
  ): Promise<void> {
    const sent = this.#kind.replacesAll ? this.#lastRequest.then(send) : send();
    const settle = (error: unknown) => {
      for (const entry of entries.filter((one) => one.asking === asking)) {
        entry.asking = undefined;
        note(entry, error);
        this.#forgetIfUnused(entry);
      }
      this.#sweep();
    };
    const asking = sent.then(() => settle(undefined), settle);
    this.#lastRequest = asking;
    for (const entry of entries) entry.asking = asking;
    return asking.then(() => sent);
  }

  /** Sends a request about some topics. It keeps what else the session has taken and is still wanted. */
  async #send(
    session: PushSession,
    about: readonly Entry<T>[],
    send: (kept: readonly T[]) => Promise<void>,
  ): Promise<void> {
    const others = [...this.#entries.values()].filter((entry) => entry.heldBy === session && !about.includes(entry));
    const kept = others.filter(({ takenBy, users }) => takenBy === session && users > 0);
    // A request that replaces all ends the rest. Whoever wants some of it from now on has to ask again.
    const ended = this.#kind.replacesAll ? others.filter((entry) => !kept.includes(entry)) : [];
    for (const entry of ended) entry.takenBy = undefined;
    await send(kept.map(({ topic }) => topic));
    for (const entry of ended) {
      entry.heldBy = undefined;
      this.#forgetIfUnused(entry);
    }
  }

  #isWanted(entry: Entry<T>): boolean {
    return entry.users > 0 && this.#entries.get(this.#kind.keyOf(entry.topic)) === entry;
  }

  #forgetIfUnused(entry: Entry<T>): void {
    if (entry.users <= 0 && !entry.asking && !isHeld(entry)) this.#entries.delete(this.#kind.keyOf(entry.topic));
  }

  /** Ends what nobody wants and the gateway lets go of, and comes back for the rest. */
  #sweep(): void {
    this.#cancelSweep?.();
    this.#cancelSweep = undefined;
    const nowMs = this.#host.clock.nowMs();
    const unused = [...this.#entries.values()].filter((entry) => entry.users <= 0 && !entry.asking && isHeld(entry));
    const due = new Map(unused.filter(({ endableMs }) => endableMs <= nowMs).map((entry) => [entry.topic, entry]));
    for (const request of this.#kind.plan([...due.keys()])) {
      const entries = request.flatMap((topic) => due.get(topic) ?? []);
      const session = entries[0]?.heldBy;
      if (session) this.#unsubscribe(session, entries);
    }
    const nextMs = Math.min(...unused.filter(({ topic }) => !due.has(topic)).map(({ endableMs }) => endableMs));
    if (nextMs === Number.POSITIVE_INFINITY) return;
    this.#cancelSweep = this.#host.clock.schedule(() => this.#sweep(), nextMs - nowMs, true);
  }
}

function isHeld({ heldBy }: Pick<Entry<unknown>, "heldBy">): boolean {
  return heldBy?.isOpen ?? false;
}
