import { type Clock, delay, systemClock } from "../clock.js";
import type { GatewaySession } from "../connect/connect-gateway.js";
import { createError, isOpendError, type OpendError } from "../errors.js";
import type { FailedTopic } from "../push/failed-topic.js";
import type { Session } from "../session/session.js";
import { Telemetry } from "../telemetry/telemetry.js";
import type { ConnectionState } from "./connection-state.js";
import type { ReconnectPolicy } from "./reconnect-policy.js";
import type { RetryOptions } from "./retry-query.js";
import { StateFeed } from "./state-feed.js";

/** What a {@link GatewayConnection} is made of. */
export interface GatewayConnectionOptions {
  /** Makes one connection: dials, shakes hands, checks the brand. */
  readonly connect: (signal: AbortSignal) => Promise<GatewaySession>;
  /** How a lost connection is made again; undefined: not at all. */
  readonly policy: ReconnectPolicy | undefined;
  /** How queries are sent again; undefined: not at all. */
  readonly retry: RetryOptions | undefined;
  /** Where time comes from. Default: the machine. */
  readonly clock?: Clock | undefined;
  /** Where the connection tells what happens. Default: nowhere. */
  readonly telemetry?: Telemetry | undefined;
}

/** The connections that a client has, one after the other. */
export class GatewayConnection implements AsyncDisposable {
  /** Where this connection's time comes from. */
  readonly clock: Clock;
  /** Where this connection tells what happens. */
  readonly telemetry: Telemetry;
  /** How queries are sent again; undefined: not at all. */
  readonly retry: RetryOptions | undefined;
  /** Called with each later connection before it is announced as ready; gives the subscriptions that failed. */
  onConnected: ((session: Session) => Promise<readonly FailedTopic[]>) | undefined;
  readonly #options: GatewayConnectionOptions;
  readonly #lifetime = new AbortController();
  readonly #states: StateFeed;
  #current: GatewaySession;
  readonly #closed: Promise<OpendError | undefined>;
  #epoch = 1;
  #attempt = 0;

  private constructor(options: GatewayConnectionOptions, first: GatewaySession) {
    this.#options = options;
    this.clock = options.clock ?? systemClock;
    this.telemetry = options.telemetry ?? new Telemetry();
    this.retry = options.retry;
    this.#current = first;
    this.#states = new StateFeed({ status: "ready", epoch: 1, gateway: first.gateway, resumed: undefined });
    this.#closed = this.#supervise();
  }

  /** Makes the first connection. It is tried once: what is wrong with it is thrown. */
  static async open(options: GatewayConnectionOptions, signal?: AbortSignal): Promise<GatewayConnection> {
    return new GatewayConnection(options, await options.connect(signal ?? new AbortController().signal));
  }

  /** What the connection is doing now. */
  get state(): ConnectionState {
    return this.#states.current;
  }

  /** The current connection, or the last one that there was. */
  get current(): GatewaySession {
    return this.#current;
  }

  /** Resolves at the end: with its cause, or undefined after `close()`. Never rejects. */
  get closed(): Promise<OpendError | undefined> {
    return this.#closed;
  }

  /** The current state and every later one; ends after `closed`. */
  states(): AsyncIterable<ConnectionState> {
    return this.#states.iterate();
  }

  /**
   * The session of the current connection.
   *
   * @throws `ConnectionLost` while there is none, `SessionClosed` or the cause after the end
   */
  session(): Session {
    const { state } = this;
    if (state.status === "ready") return this.#current.session;
    throw this.#unusable(state);
  }

  /**
   * Waits for a connection that is ready.
   *
   * @throws `SessionClosed` or the cause after the end; the signal's reason
   */
  async whenReady(signal?: AbortSignal): Promise<Session> {
    const state = await this.#when(({ status }) => status !== "reconnecting", signal);
    if (state.status === "ready") return this.#current.session;
    throw this.#unusable(state);
  }

  /** Ends the connection and all attempts to make it again. May be called any number of times. */
  async close(): Promise<void> {
    this.#finish(undefined);
    await this.#current.session.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** Gives the cause of the end. */
  async #supervise(): Promise<OpendError | undefined> {
    for (;;) {
      if (this.state.status === "closed") return this.state.cause;
      const readyMs = this.clock.nowMs();
      const cause = await this.#current.session.closed;
      if (cause === undefined) this.#finish(undefined);
      else {
        const { policy } = this.#options;
        if (policy && this.clock.nowMs() - readyMs >= policy.stableAfterMs) this.#attempt = 0;
        await this.#reconnect(cause, policy);
      }
    }
  }

  /** Tries until there is a connection again, or an end. */
  async #reconnect(cause: OpendError, policy: ReconnectPolicy | undefined): Promise<void> {
    let lastFailure: OpendError | undefined;
    while (this.state.status !== "closed") {
      this.#attempt++;
      const delayMs = policy?.delayBefore(this.#attempt, lastFailure ?? cause) ?? false;
      if (delayMs === false) {
        this.#finish(lastFailure ?? cause);
        return;
      }
      const { signal } = this.#lifetime;
      this.#states.set({
        status: "reconnecting",
        epoch: this.#epoch,
        attempt: this.#attempt,
        delayMs,
        cause,
        lastFailure,
      });
      try {
        // A program that waits for nothing else ends rather than hang on a gateway that is gone.
        await delay(this.clock, delayMs, signal, true);
        const next = await this.#options.connect(signal);
        await this.#enter(next);
        return;
      } catch (error) {
        lastFailure = toOpendError(error);
      }
    }
  }

  async #enter(next: GatewaySession): Promise<void> {
    const { session, gateway } = next;
    const lastReceivedMs = this.#current.session.lastReceivedMs;
    try {
      const failed = (await this.onConnected?.(session)) ?? [];
      if (this.state.status === "closed") throw this.#unusable(this.state);
      this.#current = next;
      this.#epoch++;
      const resumed = { gapMs: this.clock.nowMs() - lastReceivedMs, failed };
      this.#states.set({ status: "ready", epoch: this.#epoch, gateway, resumed });
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  #when(isWanted: (state: ConnectionState) => boolean, signal?: AbortSignal): Promise<ConnectionState> {
    const { state } = this;
    if (isWanted(state)) return Promise.resolve(state);
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      // Whoever waits here is what the program waits for.
      const letGo = this.clock.schedule(() => {}, Number.POSITIVE_INFINITY);
      const abort = () => {
        unwatch();
        letGo();
        reject(signal?.reason);
      };
      const unwatch = this.#states.watch((next) => {
        if (!isWanted(next)) return;
        unwatch();
        letGo();
        signal?.removeEventListener("abort", abort);
        resolve(next);
      });
      signal?.addEventListener("abort", abort, { once: true });
    });
  }

  #finish(cause: OpendError | undefined): void {
    if (this.state.status === "closed") return;
    this.#states.set({ status: "closed", epoch: this.#epoch, cause });
    this.#lifetime.abort();
  }

  #unusable(state: ConnectionState): OpendError {
    if (state.status === "closed" && state.cause === undefined) {
      return createError("SessionClosed", "the connection was closed by this program", { sent: false });
    }
    const cause = state.status === "ready" ? undefined : state.cause;
    const doing = state.status === "reconnecting" ? `is being made again (attempt ${state.attempt})` : "has ended";
    const message = `the connection to ${this.#current.gateway.endpoint} ${doing}${cause ? `; ${cause.message}` : ""}`;
    return createError("ConnectionLost", message, { sent: false }, { cause });
  }
}

function toOpendError(error: unknown): OpendError {
  if (isOpendError(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  return createError("ConnectionLost", message, { sent: false }, { cause: error });
}
