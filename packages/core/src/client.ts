import type { GatewayInfo } from "./connect/connect-gateway.js";
import type { ConnectionState } from "./connection/connection-state.js";
import type { GatewayConnection } from "./connection/gateway-connection.js";
import { type RetryOptions, retryQuery } from "./connection/retry-query.js";
import type { OpendError } from "./errors.js";
import type { QueryProtocol, RequestProtocol } from "./protocol/protocol.js";
import type {
  AccountPushProtocol,
  EventContractPushProtocol,
  PlainPushProtocol,
  PushProtocol,
  QuotePushProtocol,
} from "./protocol/push-protocol.js";
import type { RequestInput } from "./protocol/request-input.js";
import type {
  AccountPushOptions,
  AnyPushOptions,
  EventContractPushOptions,
  PushOptions,
  QuotePushOptions,
} from "./push/push-options.js";
import type { PushStream } from "./push/push-stream.js";
import type { CallOptions } from "./session/session.js";

/** How one query behaves. */
export interface QueryOptions extends CallOptions {
  /** Whether and how often it is sent again. Default: what `connect` was told. */
  readonly retry?: boolean | RetryOptions | undefined;
}

/** What a program holds: a connection to one gateway, made again when it goes. */
export class Client implements AsyncDisposable {
  readonly #connection: GatewayConnection;

  constructor(connection: GatewayConnection) {
    this.#connection = connection;
  }

  /** The gateway at the other end. */
  get gateway(): GatewayInfo {
    return this.#connection.current.gateway;
  }

  /** What the connection is doing now. */
  get state(): ConnectionState {
    return this.#connection.state;
  }

  /** The current state of the connection and every later one: `for await (const state of client.states())`. */
  states(): AsyncIterable<ConnectionState> {
    return this.#connection.states();
  }

  /**
   * Resolves at the end, when the connection will not be made again: with the cause, or undefined after `close()`.
   * Never rejects.
   */
  get closed(): Promise<OpendError | undefined> {
    return this.#connection.closed;
  }

  /**
   * Sends one request: takes the `c2s` of the protocol, whose lists may be left out, and gives its `s2c`. A query can be sent again when it fails
   * (`retry`); a request that changes something is sent once, and not at all while there is no connection.
   *
   * @throws `GatewayError` or `RateLimited` when the gateway answers with an error, `Timeout`, `Aborted`, `ConnectionLost`,
   * `SessionClosed`, `InvalidMessage` before anything is sent, `MalformedMessage`
   */
  call<C2S, S2C>(
    protocol: QueryProtocol<C2S, S2C>,
    c2s: NoInfer<C2S> | RequestInput<NoInfer<C2S>>,
    options?: QueryOptions,
  ): Promise<S2C>;
  call<C2S, S2C>(
    protocol: RequestProtocol<C2S, S2C>,
    c2s: NoInfer<C2S> | RequestInput<NoInfer<C2S>>,
    options?: CallOptions,
  ): Promise<S2C>;
  async call<C2S, S2C>(
    protocol: RequestProtocol<C2S, S2C>,
    c2s: NoInfer<C2S> | RequestInput<NoInfer<C2S>>,
    options: QueryOptions = {},
  ): Promise<S2C> {
    const { retry = this.#connection.retry ?? false, signal } = options;
    if (retry === false || protocol.kind !== "query") {
      return await this.#connection.session().request(protocol, c2s, options);
    }
    return await retryQuery(this.#connection, retry === true ? {} : retry, signal, (session) =>
      session.request(protocol, c2s, options),
    );
  }

  /**
   * What the gateway sends on its own: `for await (const { security, tickerList } of client.pushes(Qot_UpdateTicker, {
   * codes: ["HK.00700"] }))`. Pushes of quotes and event contracts are asked for by `codes`, orders and deals by
   * `accounts`, and others, such as `Notify`, come without being asked for.
   *
   * The loop subscribes. Leaving it unsubscribes where nobody else listens: accounts at once, quotes as soon as the gateway
   * allows it (60 s after subscribing). Subscriptions are made again after a reconnect: `resumed` of the `ready` state
   * says how.
   *
   * @throws `InvalidCode`, `InvalidOption`, before anything is sent
   */
  pushes<S2C>(protocol: QuotePushProtocol<S2C>, options: QuotePushOptions): PushStream<S2C>;
  pushes<S2C>(protocol: EventContractPushProtocol<S2C>, options: EventContractPushOptions): PushStream<S2C>;
  pushes<S2C>(protocol: AccountPushProtocol<S2C>, options: AccountPushOptions): PushStream<S2C>;
  pushes<S2C>(protocol: PlainPushProtocol<S2C>, options?: PushOptions): PushStream<S2C>;
  pushes<S2C>(protocol: PushProtocol<S2C>, options: AnyPushOptions = {}): PushStream<S2C> {
    return protocol.stream(this.#connection, protocol, options);
  }

  /** Ends the connection. Requests in flight are rejected with `SessionClosed`. May be called any number of times. */
  async close(): Promise<void> {
    await this.#connection.close();
  }

  /** Same as `close()`, for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
