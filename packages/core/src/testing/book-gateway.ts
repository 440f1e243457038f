import { abortedError } from "../base/aborted-error.js";
import { createManualClock } from "../base/clock.js";
import { createError } from "../base/errors.js";
import type { PushSession } from "../push/push-host.js";
import type { BookHost } from "../push/subscriptions/subscription-book.js";

interface Reply {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
  readonly error: Error | undefined;
}

/**
 * Connections that a test opens and cuts, to a gateway that keeps its own book of subscriptions. A request takes effect
 * when it is sent. Its reply arrives when the test says so, or never.
 */
export class BookGateway implements BookHost {
  readonly clock = createManualClock();
  /** The subscriptions of the newest connection, and their times. */
  readonly topics = new Map<string, number>();
  /** Topics that the gateway refuses. */
  readonly refused = new Set<string>();
  quota = Number.POSITIVE_INFINITY;
  /** Requests, such as `+A,B` and `-A`. Refused ones begin with `!`. */
  readonly requests: string[] = [];
  /** Subscriptions that were ended too early. */
  readonly violations: string[] = [];
  /** Whether replies arrive at once. */
  repliesAtOnce = true;
  #session: (PushSession & { isOpen: boolean }) | undefined;
  #isReady = false;
  #replies: Reply[] = [];
  readonly #waiting = new Set<() => void>();

  /** Whether there is a connection, ready or not. */
  get isConnected(): boolean {
    return this.#session?.isOpen ?? false;
  }

  /** Opens a connection that is not ready yet, for `resume`. */
  connect(): PushSession {
    this.cut();
    this.#session = { isOpen: true, request: () => Promise.reject(new Error("not asked")) };
    return this.#session;
  }

  /** Says that the newest connection is ready. */
  ready(): void {
    this.#isReady = true;
    for (const wake of this.#waiting) wake();
  }

  /** Ends the newest connection and all of its subscriptions. */
  cut(): void {
    if (this.#session) this.#session.isOpen = false;
    this.#isReady = false;
    this.topics.clear();
    for (const { reject } of this.#replies.splice(0)) reject(createError("ConnectionLost", "gone", { sent: true }));
  }

  async whenReady({ signal }: { readonly signal: AbortSignal }): Promise<PushSession> {
    while (!this.#isReady || !this.#session) {
      await new Promise<void>((resolve, reject) => {
        this.#waiting.add(resolve);
        signal.addEventListener("abort", () => reject(abortedError(signal)), { once: true });
      });
    }
    if (signal.aborted) throw abortedError(signal);
    return this.#session;
  }

  /** Subscribes all of some topics, or none. */
  subscribe(session: unknown, topics: readonly string[]): Promise<void> {
    const fresh = topics.filter((topic) => !this.topics.has(topic));
    const isRefused = topics.some((topic) => this.refused.has(topic)) || this.topics.size + fresh.length > this.quota;
    return this.#answer(session, `+${topics}`, isRefused, () => {
      for (const topic of topics) this.topics.set(topic, this.clock.nowMs());
    });
  }

  /** Ends all of some subscriptions, or none. */
  unsubscribe(session: unknown, topics: readonly string[], minAgeMs: number): Promise<void> {
    const early = topics.filter((topic) => this.clock.nowMs() - (this.topics.get(topic) ?? 0) < minAgeMs);
    this.violations.push(...early);
    return this.#answer(session, `-${topics}`, early.length > 0, () => {
      for (const topic of topics) this.topics.delete(topic);
    });
  }

  /** Replaces all subscriptions. */
  replace(session: unknown, topics: readonly string[]): Promise<void> {
    const isRefused = topics.some((topic) => this.refused.has(topic) && !this.topics.has(topic));
    return this.#answer(session, `=${topics}`, isRefused, () => {
      this.topics.clear();
      for (const topic of topics) this.topics.set(topic, this.clock.nowMs());
    });
  }

  /** The number of replies that have not arrived yet. */
  get pending(): number {
    return this.#replies.length;
  }

  /** Delivers or loses one of the replies. */
  reply(index = 0, isLost = false): void {
    const [reply] = this.#replies.splice(index % Math.max(1, this.#replies.length), 1);
    if (!reply) return;
    if (isLost) reply.reject(createError("Timeout", "no reply", { timeoutMs: 1, sent: true }));
    else if (reply.error) reply.reject(reply.error);
    else reply.resolve();
  }

  #answer(session: unknown, request: string, isRefused: boolean, apply: () => void): Promise<void> {
    if (session !== this.#session || !this.#session?.isOpen) {
      return Promise.reject(createError("ConnectionLost", "gone", { sent: false }));
    }
    this.requests.push(isRefused ? `!${request}` : request);
    if (!isRefused) apply();
    const details = { protocol: "Qot_Sub", retType: -1, retMsg: "no", errCode: undefined };
    const error = isRefused ? createError("GatewayError", "no", details) : undefined;
    return new Promise((resolve, reject) => {
      this.#replies.push({ resolve, reject, error });
      if (this.repliesAtOnce) this.reply(this.#replies.length - 1);
    });
  }
}
