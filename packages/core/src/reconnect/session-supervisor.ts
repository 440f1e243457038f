import { abortedError } from "../base/aborted-error.js";
import { type Clock, delay, systemClock } from "../base/clock.js";
import { createError, isOpendError } from "../base/errors.js";
import { Listeners } from "../base/listeners.js";
import { onAbort } from "../base/on-abort.js";
import type { OpendError } from "../base/opend-error.js";
import type { GatewaySession } from "../discovery/gateway-info.js";
import type { FailedTopic } from "../protocol/failed-topic.js";
import type { NextSession, PushHost } from "../push/push-host.js";
import type { Session } from "../session/session.js";
import { Telemetry } from "../telemetry/telemetry.js";
import type { Frame } from "../wire/frame.js";
import type { ConnectionState, Resumed } from "./connection-state.js";
import { OutageLog } from "./outage-log.js";
import type { ReconnectPolicy } from "./reconnect-policy.js";
import type { RetryOptions } from "./retry-options.js";
import { StateFeed } from "./state-feed.js";

/** The options of a {@link SessionSupervisor}. */
export interface SupervisorOptions {
  /** Starts one session: dials, shakes hands, checks the brand. */
  readonly connect: (signal: AbortSignal) => Promise<GatewaySession>;
  /** How to replace a lost connection. Undefined: never. */
  readonly policy: ReconnectPolicy | undefined;
  /** How to retry queries. */
  readonly retry: RetryOptions;
  /** How long a query waits for a connection, in milliseconds, unless the query says otherwise. */
  readonly timeoutMs: number;
  /** Called with each state after the first. */
  readonly onStateChange?: ((state: ConnectionState) => void) | undefined;
  /** The source of time. Default: the machine. */
  readonly clock?: Clock | undefined;
  /** Where log entries and counters go. Default: nowhere. */
  readonly telemetry?: Telemetry | undefined;
}

/** How long to wait for a connection. */
export interface ReadyOptions {
  /** Longest time to wait, in milliseconds. */
  readonly timeoutMs?: number | undefined;
  /** Stops waiting. */
  readonly signal?: AbortSignal | undefined;
}

/** Keeps a client connected: it starts one session after the other. */
export class SessionSupervisor implements AsyncDisposable, PushHost {
  /** The source of time. */
  readonly clock: Clock;
  /** The log and counters of the client. */
  readonly telemetry: Telemetry;
  /** How to retry queries. */
  readonly retry: RetryOptions;
  readonly #options: SupervisorOptions;
  readonly #lifetime = new AbortController();
  readonly #states: StateFeed;
  readonly #pushes = new Listeners<Frame>();
  readonly #reconnects = new Listeners<NextSession, Promise<readonly FailedTopic[]>>();
  #current: GatewaySession;
  readonly #closed: Promise<OpendError | undefined>;
  #epoch = 1;
  #attempt = 0;

  private constructor(options: SupervisorOptions, first: GatewaySession, durationMs: number) {
    this.#options = options;
    this.clock = options.clock ?? systemClock;
    this.telemetry = options.telemetry ?? new Telemetry();
    this.retry = options.retry;
    this.#current = first;
    this.#states = new StateFeed({ status: "ready", epoch: 1, gateway: first.gateway, resumed: undefined });
    this.#hearPushes(first.session);
    this.#closed = this.#supervise();
    const { endpoint } = first.gateway;
    const message = `connected to ${endpoint} in ${durationMs.toFixed(0)} ms`;
    this.telemetry.log({ level: "info", event: "connected", message, endpoint, durationMs });
  }

  /** Makes the first connection in a single attempt. Throws the error if it fails. */
  static async open(options: SupervisorOptions, signal?: AbortSignal): Promise<SessionSupervisor> {
    const { clock = systemClock } = options;
    const startMs = clock.nowMs();
    const first = await options.connect(signal ?? new AbortController().signal);
    return new SessionSupervisor(options, first, clock.nowMs() - startMs);
  }

  /** The current state of the connection. */
  get state(): ConnectionState {
    return this.#states.current;
  }

  /** The current session, or the last one. */
  get current(): GatewaySession {
    return this.#current;
  }

  /** Resolves at the end: with its cause, or with undefined after `close()`. Never rejects. */
  get closed(): Promise<OpendError | undefined> {
    return this.#closed;
  }

  /** The current state, then every later one. Ends after `closed`. */
  states(): AsyncIterable<ConnectionState> {
    return this.#states.iterate();
  }

  /**
   * The current session.
   *
   * @throws `ConnectionLost` while there is none, `SessionClosed` or the cause after the end
   */
  session(): Session {
    const { state } = this;
    if (state.status === "ready") return this.#current.session;
    throw this.#unusable(state);
  }

  /** The current session. Undefined while there is none. */
  get readySession(): Session | undefined {
    // A session that has just ended knows it before the supervisor does.
    const { session } = this.#current;
    return this.state.status === "ready" && session.isOpen ? session : undefined;
  }

  /**
   * Waits for a session that is ready.
   *
   * @throws `Timeout`, `Aborted`; `SessionClosed` or `ConnectionLost` after the end
   */
  async whenReady({ timeoutMs = this.#options.timeoutMs, signal }: ReadyOptions = {}): Promise<Session> {
    if (signal?.aborted) throw abortedError(signal);
    if (!this.readySession && this.state.status !== "closed") await this.#change(timeoutMs, signal);
    const { state } = this;
    if (state.status === "closed") throw this.#unusable(state);
    return this.#current.session;
  }

  onPush(listener: (frame: Frame) => void): void {
    this.#pushes.add(listener);
  }

  onReconnected(listener: (next: NextSession) => Promise<readonly FailedTopic[]>): void {
    this.#reconnects.add(listener);
  }

  /** Ends the session and all attempts to start another. Safe to call more than once. */
  async close(): Promise<void> {
    this.#finish(undefined);
    await this.#current.session.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #hearPushes(session: Session): void {
    session.onPush((frame) => this.#pushes.notify(frame));
  }

  /** Resolves with the cause of the end. */
  async #supervise(): Promise<OpendError | undefined> {
    for (;;) {
      if (this.state.status === "closed") return this.state.cause;
      const readyMs = this.clock.nowMs();
      const cause = await this.#current.session.closed;
      const { policy } = this.#options;
      if (cause === undefined || policy === undefined) this.#finish(cause);
      else {
        if (this.clock.nowMs() - readyMs >= policy.stableAfterMs) this.#attempt = 0;
        await this.#reconnect(cause, policy);
      }
    }
  }

  /** Tries until there is a connection again, or the client ends. */
  async #reconnect(cause: OpendError, policy: ReconnectPolicy): Promise<void> {
    const log = new OutageLog(this.telemetry, this.#current.gateway.endpoint, this.clock, policy);
    let lastFailure: OpendError | undefined;
    const cancelGivingUp = this.clock.schedule(() => this.#finish(lastFailure ?? cause), policy.giveUpAfterMs, true);
    try {
      while (this.state.status !== "closed") {
        this.#attempt++;
        const delayMs = policy.delayBefore(this.#attempt, lastFailure ?? cause);
        if (delayMs === false) {
          this.#finish(lastFailure ?? cause);
          return;
        }
        log.reconnecting(this.#attempt, delayMs, lastFailure ?? cause);
        const { signal } = this.#lifetime;
        this.#setState({
          status: "reconnecting",
          epoch: this.#epoch,
          attempt: this.#attempt,
          delayMs,
          cause,
          lastFailure,
        });
        try {
          // A process that waits for nothing else ends here, rather than hang on a gateway that is gone.
          await delay(this.clock, delayMs, signal, true);
          const next = await this.#options.connect(signal);
          log.reconnected(await this.#enter(next));
          return;
        } catch (error) {
          lastFailure = toOpendError(error);
        }
      }
    } finally {
      cancelGivingUp();
    }
  }

  async #enter(next: GatewaySession): Promise<Resumed> {
    const { session, gateway } = next;
    const silentSinceMs = this.#current.session.lastReceivedMs;
    // Closing the client does not wait for the subscriptions.
    const release = onAbort(this.#lifetime.signal, () => void session.close());
    try {
      this.#hearPushes(session);
      const failed = (await Promise.all(this.#reconnects.notify({ session, silentSinceMs }))).flat();
      if (this.state.status === "closed") throw this.#unusable(this.state);
      this.#current = next;
      this.#epoch++;
      this.telemetry.counters.reconnects++;
      const resumed = { gapMs: this.clock.nowMs() - silentSinceMs, failed };
      this.#setState({ status: "ready", epoch: this.#epoch, gateway, resumed });
      return resumed;
    } catch (error) {
      await session.close();
      throw error;
    } finally {
      release();
    }
  }

  /** Waits until the connection is ready or has ended. */
  #change(timeoutMs: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = () => {
        unwatch();
        cancelTimeout();
        release();
      };
      const expire = () => {
        end();
        const { message } = this.#unusable(this.state);
        const details = { timeoutMs, sent: false };
        reject(createError("Timeout", `no connection within ${timeoutMs} ms: ${message}`, details));
      };
      // The program waits for this, so the timer keeps the process alive.
      const cancelTimeout = this.clock.schedule(() => timeoutMs !== Number.POSITIVE_INFINITY && expire(), timeoutMs);
      const unwatch = this.#states.watch(({ status }) => {
        if (status === "reconnecting") return;
        end();
        resolve();
      });
      const release = onAbort(signal, () => {
        end();
        reject(abortedError(signal));
      });
    });
  }

  #setState(state: ConnectionState): void {
    this.#states.set(state);
    this.telemetry.callback("onStateChange", this.#options.onStateChange, state);
  }

  #finish(cause: OpendError | undefined): void {
    if (this.state.status === "closed") return;
    const { endpoint } = this.#current.gateway;
    const message = cause
      ? `${cause.message}. The client has ended and does not reconnect`
      : `the connection to ${endpoint} was closed by this program`;
    this.telemetry.log({ level: cause ? "error" : "info", event: "closed", message, endpoint, error: cause });
    this.#setState({ status: "closed", epoch: this.#epoch, cause });
    this.#lifetime.abort();
  }

  #unusable(state: ConnectionState): OpendError {
    if (state.status === "closed" && state.cause === undefined) {
      return createError("SessionClosed", "the connection was closed by this program", { sent: false });
    }
    const cause = state.status === "ready" ? undefined : state.cause;
    const doing = state.status === "reconnecting" ? `is being reestablished (attempt ${state.attempt})` : "has ended";
    const message = `the connection to ${this.#current.gateway.endpoint} ${doing}${cause ? `; ${cause.message}` : ""}`;
    return createError("ConnectionLost", message, { sent: false }, { cause });
  }
}

function toOpendError(error: unknown): OpendError {
  if (isOpendError(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  return createError("ConnectionLost", message, { sent: false }, { cause: error });
}
