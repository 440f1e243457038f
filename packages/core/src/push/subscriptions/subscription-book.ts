import { createError, isOpendError } from "../../base/errors.js";
import type { OpendError } from "../../base/opend-error.js";
import type { FailedTopic } from "../../protocol/failed-topic.js";
import type { PushHost, PushSession } from "../push-host.js";
import { askAgain } from "./ask-again.js";
import { askInOrder } from "./ask-in-order.js";
import type { TopicKind } from "./topic-kind.js";
import { waitFor } from "./wait-for.js";

/** The part of a client that a book uses. */
export type BookHost = Pick<PushHost, "clock" | "whenReady">;

/** A topic that is wanted, or that a session may still have. */
interface Entry<T> {
  readonly topic: T;
  /** The number of streams that want it. */
  users: number;
  /** Resolves when the request about it that is in flight is over, whatever the outcome. */
  asking: Promise<void> | undefined;
  /** The session whose gateway accepted it. Nothing else counts as subscribed. */
  takenBy: PushSession | undefined;
  /** The session that may have it: one that accepted it, or whose reply was lost. */
  heldBy: PushSession | undefined;
  /** When the gateway allows ending it. */
  endableMs: number;
  /** Why the current session did not accept it. */
  refusal: OpendError | undefined;
}

/** How long to wait before trying again to end a subscription that the gateway did not end. */
const endAgainAfterMs = 60_000;

/**
 * The topics that a client wants, over all its sessions. A topic is wanted as long as it has users. The client asks for
 * it on the current session, and it is taken once the gateway has accepted it. On a new session, the client asks for
 * all wanted topics again. What a session has, or may have, and nobody wants is ended as soon as the gateway allows it.
 */
export class SubscriptionBook<T> {
  readonly #host: BookHost;
  readonly #kind: TopicKind<T>;
  /** In the order in which they were first wanted. */
  readonly #entries = new Map<string, Entry<T>>();
  #lastRequest: Promise<unknown> = Promise.resolve();
  #cancelSweep: (() => void) | undefined;

  constructor(host: BookHost, kind: TopicKind<T>) {
    this.#host = host;
    this.#kind = kind;
  }

  /** Topics that are wanted, or that the session may still have. */
  get topics(): readonly T[] {
    return [...this.#entries.values()].filter((entry) => entry.users > 0 || isHeld(entry)).map(({ topic }) => topic);
  }

  /**
   * Adds a user to topics. Resolves when the gateway has accepted all of them. Waits while there is no connection.
   *
   * @param skipsRefused resolves also when the gateway refuses some, which are in {@link refusedOf} then
   * @throws the gateway's error, `Aborted`, and the cause when the client has ended; no user is added then
   */
  async join(topics: readonly T[], signal: AbortSignal, skipsRefused = false): Promise<void> {
    const entries = topics.map((topic) => this.#want(topic));
    const known = new Set(entries.map(({ refusal }) => refusal));
    try {
      for (;;) {
        const session = await this.#host.whenReady({ timeoutMs: Number.POSITIVE_INFINITY, signal });
        const isRefused = ({ refusal }: Entry<T>) => refusal !== undefined && !known.has(refusal);
        const refused = entries.find(isRefused);
        if (refused && !skipsRefused) throw refused.refusal;
        const missing = entries.filter((entry) => entry.takenBy !== session && !isRefused(entry));
        if (missing.length === 0) return;
        await this.#askOnce(session, missing, signal, skipsRefused);
      }
    } catch (error) {
      this.leave(topics);
      throw error;
    }
  }

  /** Removes a user from topics. Topics without users are ended as soon as the gateway allows it. */
  leave(topics: readonly T[]): void {
    for (const topic of topics) {
      const entry = this.#entries.get(this.#kind.keyOf(topic));
      if (!entry) continue;
      entry.users--;
      this.#forgetIfUnused(entry);
    }
    this.#sweep();
  }

  /** Which of some topics the current session did not accept, and why. */
  refusedOf(topics: readonly T[]): readonly FailedTopic[] {
    return topics.flatMap((topic) => {
      const refusal = this.#entries.get(this.#kind.keyOf(topic))?.refusal;
      return refusal ? [this.#kind.failed(topic, refusal)] : [];
    });
  }

  /**
   * Asks for all wanted topics on a new session. Returns those that the gateway refused.
   *
   * @throws errors that are not refusals
   */
  async resume(session: PushSession): Promise<readonly FailedTopic[]> {
    for (const entry of this.#entries.values()) {
      Object.assign(entry, { asking: undefined, takenBy: undefined, heldBy: undefined, refusal: undefined });
      this.#forgetIfUnused(entry);
    }
    const wanted = new Map([...this.#entries.values()].map((entry) => [entry.topic, entry]));
    await this.#askAll(session, wanted);
    return this.refusedOf([...wanted.keys()]);
  }

  /** Forgets everything when the client ends. */
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

  /** Sends one request for topics that no request is in flight for, or else waits for such a request. */
  async #askOnce(
    session: PushSession,
    missing: readonly Entry<T>[],
    signal: AbortSignal,
    skipsRefused: boolean,
  ): Promise<void> {
    const idle = new Map(missing.filter(({ asking }) => !asking).map((entry) => [entry.topic, entry]));
    const [request] = this.#kind.plan([...idle.keys()]);
    if (!request) {
      await waitFor(Promise.all(missing.map(({ asking }) => asking)), signal);
      return;
    }
    try {
      const entries = request.flatMap((topic) => idle.get(topic) ?? []);
      await waitFor(skipsRefused ? this.#askAll(session, idle) : this.#subscribe(session, entries), signal);
    } catch (error) {
      // The client asks on the next connection for what this one lost.
      if (session.isOpen) throw error;
    }
  }

  /** Asks for topics until it knows which of them the gateway refuses. @throws errors that are not refusals */
  async #askAll(session: PushSession, asked: ReadonlyMap<T, Entry<T>>): Promise<void> {
    const refused = await askInOrder([...asked.keys()], {
      plan: (topics) => this.#kind.plan(topics),
      codeOf: (topic) => this.#kind.codeOf?.(topic),
      rightOf: (topic) => this.#kind.rightOf?.(topic),
      ask: async (topics) => {
        const about = topics.flatMap((topic) => asked.get(topic) ?? []);
        // Another stream may be asking for some of them.
        while (about.some(({ asking }) => asking)) await Promise.all(about.map(({ asking }) => asking));
        if (!session.isOpen) throw createError("ConnectionLost", "the connection was lost", { sent: false });
        const entries = about.filter((entry) => entry.takenBy !== session && this.#isWanted(entry));
        if (entries.length > 0) await this.#subscribe(session, entries);
      },
    });
    for (const [topic, error] of refused) {
      const entry = asked.get(topic);
      // Another stream may have asked again in the meantime, with success.
      if (entry && entry.takenBy !== session && this.#isWanted(entry)) entry.refusal = error;
    }
  }

  /** Sends one request for topics. @throws the gateway's error */
  #subscribe(session: PushSession, entries: readonly Entry<T>[]): Promise<void> {
    const topics = entries.map(({ topic }) => topic);
    const heldBefore = new Map(entries.map((entry) => [entry, entry.heldBy]));
    return this.#request(
      entries,
      () =>
        this.#send(session, entries, (kept) =>
          askAgain(
            this.#host.clock,
            () => session.isOpen,
            () => this.#kind.subscribe(session, topics, kept),
          ),
        ),
      (entry, error) => {
        const isRefused = isOpendError(error, "GatewayError");
        if (error === undefined) Object.assign(entry, { takenBy: session, refusal: undefined });
        entry.heldBy = isRefused ? heldBefore.get(entry) : session;
        entry.endableMs = this.#host.clock.nowMs() + this.#kind.minAgeMs;
      },
    );
  }

  /** Sends one request that ends subscriptions, except those that are wanted again by then. */
  #unsubscribe(session: PushSession, entries: readonly Entry<T>[]): void {
    const unwanted = new Set<Entry<T>>();
    const ended = this.#request(
      entries,
      async () => {
        for (const entry of entries) {
          if (entry.users > 0) continue;
          unwanted.add(entry);
          // From now on, a new user must ask again.
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
    // It is tried again later, or the session has ended.
    ended.catch(() => {});
  }

  /**
   * Sends a request, one at a time if the kind requires it. Records its outcome for each topic that no later request is
   * about.
   */
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

  /** Sends a request about some topics. It keeps the others that the session has taken and that are still wanted. */
  async #send(
    session: PushSession,
    about: readonly Entry<T>[],
    send: (kept: readonly T[]) => Promise<void>,
  ): Promise<void> {
    const others = [...this.#entries.values()].filter((entry) => entry.heldBy === session && !about.includes(entry));
    const kept = others.filter(({ takenBy, users }) => takenBy === session && users > 0);
    // A request that replaces all topics ends the others. From now on, a new user of one of them must ask again.
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

  /** A reply of an earlier connection may be about an entry that was forgotten, and whose topic has another one by now. */
  #forgetIfUnused(entry: Entry<T>): void {
    const key = this.#kind.keyOf(entry.topic);
    if (entry.users > 0 || entry.asking || isHeld(entry) || this.#entries.get(key) !== entry) return;
    this.#entries.delete(key);
  }

  /** Ends unwanted topics if the gateway already allows it, and schedules the rest. */
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
