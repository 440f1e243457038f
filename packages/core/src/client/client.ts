import type { OpendError } from "../base/opend-error.js";
import type { GatewayInfo } from "../discovery/gateway-info.js";
import type { PlainRequest } from "../plain/plain-protocol.js";
import type { QueryProtocol, RequestProtocol } from "../protocol/protocol.js";
import type {
  AccountPushProtocol,
  EventContractPushProtocol,
  PlainPushProtocol,
  PushProtocol,
  PushStreamer,
  QuotePushProtocol,
} from "../push/push-protocol.js";
import type {
  AccountPushOptions,
  AnyPushOptions,
  EventContractPushOptions,
  PushOptions,
  QuotePushOptions,
} from "../push/stream/push-options.js";
import type { PushStream } from "../push/stream/push-stream.js";
import type { ConnectionState } from "../reconnect/connection-state.js";
import { type RetryOptions, toRetryOptions } from "../reconnect/retry-options.js";
import { retryQuery } from "../reconnect/retry-query.js";
import type { ReadyOptions, SessionSupervisor } from "../reconnect/session-supervisor.js";
import type { CallOptions, Session } from "../session/session.js";
import type { Telemetry } from "../telemetry/telemetry.js";
import { CallGate } from "./call-gate.js";
import { checkCall, checkPlain, checkPush } from "./check-call.js";
import type { ClientCore } from "./client-core.js";
import { type ClientStats, readStats } from "./client-stats.js";
import { commandError } from "./command-error.js";
import { readPlain } from "./read-plain.js";

/** Options of one query. */
export interface QueryOptions extends CallOptions {
  /** Whether and how often to retry. Default: the `retry` option of `connect`, which is five attempts. */
  readonly retry?: boolean | RetryOptions | undefined;
}

const noOptions: QueryOptions = {};

let readTelemetry: (client: Client) => Telemetry;

/** Returns the telemetry of a client, for packages that build on it. */
export function telemetryOf(client: Client): Telemetry {
  return readTelemetry(client);
}

/** A connection to one gateway. When it is lost, the client connects again. */
export class Client implements AsyncDisposable {
  readonly #supervisor: SessionSupervisor;
  readonly #gate = new CallGate();
  #pushes: PushStreamer | undefined;

  constructor(core: ClientCore) {
    this.#supervisor = core.supervisor;
  }

  static {
    readTelemetry = (client) => client.#supervisor.telemetry;
  }

  /** The gateway at the other end. */
  get gateway(): GatewayInfo {
    return this.#supervisor.current.gateway;
  }

  /** The current state of the connection. */
  get state(): ConnectionState {
    return this.#supervisor.state;
  }

  /** The current state of the connection, then every later one: `for await (const state of client.states())`. */
  states(): AsyncIterable<ConnectionState> {
    return this.#supervisor.states();
  }

  /**
   * Waits until there is a connection. Queries do this by themselves.
   *
   * @param options `timeoutMs` (default: no limit) and `signal`
   * @throws `Timeout`, `Aborted`; `SessionClosed` or `ConnectionLost` once the client has ended
   */
  async ready({ timeoutMs = Number.POSITIVE_INFINITY, signal }: ReadyOptions = {}): Promise<void> {
    await this.#supervisor.whenReady({ timeoutMs, signal });
  }

  /** What this client has done so far, over all its connections. Cheap enough to call every second. */
  stats(): ClientStats {
    return readStats(this.#supervisor);
  }

  /**
   * Resolves when the client ends and does not connect again: with the cause, or with undefined after `close()`. Never
   * rejects.
   */
  get closed(): Promise<OpendError | undefined> {
    return this.#supervisor.closed;
  }

  /**
   * Sends one request. Takes the `c2s` of the protocol and returns its `s2c`. A request may leave out lists, and have a
   * code such as `HK.00700` for a security and a `Date` for a day or a time. A query
   * waits for a connection, up to its `timeoutMs`, and is retried when it fails with a `retryable` error (`retry`). A
   * command, which changes something, is sent at most once, and fails while there is no connection. An error after which
   * it may have been carried out is not `retryable`.
   *
   * @throws `GatewayError`, `RateLimited` and their siblings when the gateway answers with an error, `Timeout`, `Aborted`,
   * `ConnectionLost`, `SessionClosed`, `InvalidMessage` and `InvalidCode` before anything is sent, `MalformedMessage`
   */
  call<C2S, S2C, Input>(
    protocol: QueryProtocol<C2S, S2C, Input>,
    request: NoInfer<Input>,
    options?: QueryOptions,
  ): Promise<S2C>;
  call<C2S, S2C, Input>(
    protocol: RequestProtocol<C2S, S2C, Input>,
    request: NoInfer<Input>,
    options?: CallOptions,
  ): Promise<S2C>;
  async call<C2S, S2C, Input>(
    protocol: RequestProtocol<C2S, S2C, Input>,
    request: NoInfer<Input>,
    options: QueryOptions = noOptions,
  ): Promise<S2C> {
    checkCall(protocol, options);
    const leave = this.#gate.enter();
    try {
      const send = (session: Session) => session.request(protocol, request, options);
      if (protocol.kind !== "query") {
        return await send(this.#supervisor.session()).catch((error: unknown) => {
          throw commandError(error);
        });
      }
      const { retry } = options;
      const attempts = retry === undefined ? this.#supervisor.retry : toRetryOptions(retry);
      return await retryQuery(this.#supervisor, protocol.name, attempts, options, send);
    } finally {
      leave();
    }
  }

  /**
   * Sends one request in plain form, and returns the plain reply: codes as `"HK.00700"`, enums by name, quantities as
   * numbers, ids as text, days as `2026-05-08`, moments in ISO 8601, all of it fit for `JSON.stringify`. It differs from
   * `call` in form only. Import the protocol from `@opend/futu/plain` or `@opend/moomoo/plain`:
   * `client.ask(Qot_GetSecuritySnapshot, { securityList: ["HK.00700", "US.AAPL"] })`.
   *
   * A quantity beyond 2^53, which no number holds exactly, is left out and logged: `omittedFrom(reply)` has it.
   *
   * @throws what `call` throws; `InvalidMessage` with the path, what it got and what is allowed, before anything is sent
   */
  ask<C2S, S2C, Input, Request, Reply>(
    protocol: QueryProtocol<C2S, S2C, Input> & PlainRequest<Input, S2C, Request, Reply>,
    request: NoInfer<Request>,
    options?: QueryOptions,
  ): Promise<Reply>;
  ask<C2S, S2C, Input, Request, Reply>(
    protocol: RequestProtocol<C2S, S2C, Input> & PlainRequest<Input, S2C, Request, Reply>,
    request: NoInfer<Request>,
    options?: CallOptions,
  ): Promise<Reply>;
  async ask<C2S, S2C, Input, Request, Reply>(
    protocol: RequestProtocol<C2S, S2C, Input> & PlainRequest<Input, S2C, Request, Reply>,
    request: NoInfer<Request>,
    options: QueryOptions = noOptions,
  ): Promise<Reply> {
    checkPlain(protocol);
    const { plain } = protocol;
    const input = plain.request.fromPlain(request);
    const s2c = await this.call(protocol, input, options);
    return readPlain(this.#supervisor.telemetry, protocol, s2c, input);
  }

  /**
   * Streams what the gateway sends on its own: `for await (const { security, tickerList } of
   * client.pushes(Qot_UpdateTicker, { codes: ["HK.00700"] }))`. Name quotes and event contracts by `codes`, and orders
   * and deals by `accounts`. Other pushes, such as `Notify`, need no subscription.
   *
   * The loop subscribes. Leaving it unsubscribes what no other loop wants: accounts at once, quotes as soon as the
   * gateway allows it (60 s after subscribing). After a reconnect the client subscribes again; `resumed` of the `ready`
   * state reports how that went.
   *
   * @throws `InvalidCode`, `InvalidOption`, before anything is sent
   */
  pushes<S2C>(protocol: QuotePushProtocol<S2C>, options: QuotePushOptions): PushStream<S2C>;
  pushes<S2C>(protocol: EventContractPushProtocol<S2C>, options: EventContractPushOptions): PushStream<S2C>;
  pushes<S2C>(protocol: AccountPushProtocol<S2C>, options: AccountPushOptions): PushStream<S2C>;
  pushes<S2C>(protocol: PlainPushProtocol<S2C>, options?: PushOptions): PushStream<S2C>;
  pushes<S2C>(protocol: PushProtocol<S2C>, options: AnyPushOptions = {}): PushStream<S2C> {
    checkPush(protocol);
    this.#gate.check();
    this.#pushes ??= protocol.createHub(this.#supervisor);
    return this.#pushes.stream(protocol, options);
  }

  /**
   * Closes the client once the requests in flight are done. Later requests fail with `SessionClosed`, so a walk over
   * pages ends with an error that has the cursor to resume from. Streams of pushes end with the connection.
   *
   * @param options `timeoutMs`: closes after this time even if requests are still in flight. Default: no limit
   */
  async drain({
    timeoutMs = Number.POSITIVE_INFINITY,
  }: {
    readonly timeoutMs?: number | undefined;
  } = {}): Promise<void> {
    const { clock } = this.#supervisor;
    let cancel = () => {};
    const late = new Promise<void>((resolve) => {
      if (timeoutMs !== Number.POSITIVE_INFINITY) cancel = clock.schedule(resolve, timeoutMs);
    });
    await Promise.race([this.#gate.close(), late]);
    cancel();
    await this.close();
  }

  /** Ends the connection. Requests in flight fail with `SessionClosed`. Safe to call more than once. */
  async close(): Promise<void> {
    await this.#supervisor.close();
  }

  /** Same as `close()`, for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
