import { type BrandProfile, type ConnectionState, isOpendError } from "@opend/core";
import {
  createError,
  delay,
  type Frame,
  openSupervisor,
  openTelemetry,
  type Session,
  type SessionSupervisor,
  systemClock,
  type Telemetry,
} from "@opend/core/internal";
import type { SocketOptions } from "./socket-options.js";
import type { Subscriptions } from "./subscriptions.js";

/** Where the gateway is, how to log in there, and how long to wait. */
export interface LinkTarget {
  readonly url: string;
  readonly keyMd5: string | undefined;
  readonly rsaKey: string | undefined;
  readonly clientId: string | undefined;
  readonly reconnectMs: number;
}

/** What a link tells its owner. */
export interface LinkEvents {
  /** There is a connection that is logged in. */
  onReady(connectionId: string | undefined): void;
  /** The gateway refused the login. The link has ended. */
  onRefused(error: unknown): void;
  /** A connection was lost, or an attempt to make one failed. Another attempt follows. */
  onLost(error: Error): void;
  onPush(frame: Frame): void;
}

/** The official packages take the gateways of both brands. */
const anyBrand: BrandProfile = {
  brand: "opend",
  displayName: "OpenD",
  userInfo: {},
  ports: [],
  env: { url: "", key: "", rsaKeyFile: "", configFile: "" },
  configFileName: "OpenD.xml",
};

/** The official packages wait this long for the reply to the login. */
const loginTimeoutMs = 20_000;

/**
 * One life of a socket: it connects until that works, connects again when the connection is lost, and renews the
 * subscriptions then. Meanwhile it keeps the process alive.
 */
export class Link {
  readonly #target: LinkTarget;
  readonly #options: SocketOptions;
  readonly #events: LinkEvents;
  readonly #subscriptions: Subscriptions;
  readonly #lifetime = new AbortController();
  #supervisor: SessionSupervisor | undefined;

  constructor(target: LinkTarget, options: SocketOptions, events: LinkEvents, subscriptions: Subscriptions) {
    this.#target = target;
    this.#options = options;
    this.#events = events;
    this.#subscriptions = subscriptions;
  }

  /** The session that is ready. Undefined while there is none. */
  get session(): Session | undefined {
    return this.#lifetime.signal.aborted ? undefined : this.#supervisor?.readySession;
  }

  /** Runs until the link is closed, or the gateway refuses the login. Never rejects. */
  async run(): Promise<void> {
    const { clock = systemClock } = this.#options;
    // A program with nothing but callbacks waits for the gateway to come back.
    const letProcessEnd = clock.schedule(() => {}, Number.POSITIVE_INFINITY);
    try {
      const supervisor = await this.#enter();
      this.#supervisor = supervisor;
      if (this.#lifetime.signal.aborted) await supervisor.close();
      supervisor.onPush((frame) => this.#events.onPush(frame));
      supervisor.onReconnected(({ session }) => this.#subscriptions.renew(session, supervisor.telemetry));
      this.#events.onReady(supervisor.current.gateway.connectionId);
      const cause = await supervisor.closed;
      if (cause) this.#refuse(cause);
    } catch (error) {
      this.#refuse(error);
    } finally {
      letProcessEnd();
    }
  }

  /** Ends the link. Requests in flight are rejected. */
  close(): void {
    this.#lifetime.abort();
    void this.#supervisor?.close();
  }

  /** Connects until that works. @throws when the gateway refuses the login, or the link is closed */
  async #enter(): Promise<SessionSupervisor> {
    const { url, keyMd5, rsaKey, clientId, reconnectMs } = this.#target;
    const { clock = systemClock } = this.#options;
    const { signal } = this.#lifetime;
    const telemetry = openTelemetry(this.#options);
    const options = {
      ...this.#options,
      url,
      keyMd5,
      rsaKey,
      clientId,
      signal,
      connectTimeoutMs: loginTimeoutMs,
      // As with the official packages. A key that travels in the clear is the program's choice.
      allowInsecure: true,
      reconnect: { baseDelayMs: reconnectMs, maxDelayMs: reconnectMs, random: () => 1 },
      onStateChange: (state: ConnectionState) => this.#watch(state),
    };
    for (let attempt = 1; ; attempt++) {
      try {
        return await openSupervisor(anyBrand, options, telemetry, "stop() ends that");
      } catch (error) {
        if (!isOpendError(error, "ConnectFailed")) throw error;
        const reason = error.tried[0]?.reason.replace(/^option url: /, "") ?? error.message;
        this.#events.onLost(createError("ConnectionLost", `${url}: ${reason}`, { sent: false }, { cause: error }));
        if (attempt === 1) warn(telemetry, url, reason, reconnectMs);
        await delay(clock, reconnectMs, signal);
      }
    }
  }

  #watch(state: ConnectionState): void {
    if (state.status === "reconnecting") this.#events.onLost(state.lastFailure ?? state.cause);
    if (state.status === "ready") this.#events.onReady(state.gateway.connectionId);
  }

  #refuse(error: unknown): void {
    if (this.#lifetime.signal.aborted) return;
    this.close();
    this.#events.onRefused(error);
  }
}

function warn(telemetry: Telemetry, url: string, reason: string, reconnectMs: number): void {
  const message = `no connection to ${url}: ${reason}. Trying again every ${reconnectMs} ms. Is OpenD running, with its websocket_port set?`;
  telemetry.log({
    level: "warn",
    event: "reconnecting",
    message,
    endpoint: url,
    attempt: 1,
    delayMs: reconnectMs,
    error: undefined,
  });
}
