import type { GatewayInfo, GatewaySession } from "./connect/connect-gateway.js";
import type { OpendError } from "./errors.js";
import type { RequestProtocol } from "./protocol/protocol.js";
import type { CallOptions, Session } from "./session/session.js";

/** What a program holds: one session with one gateway. */
export class Client implements AsyncDisposable {
  /** The gateway at the other end. */
  readonly gateway: GatewayInfo;
  readonly #session: Session;

  constructor({ session, gateway }: GatewaySession) {
    this.#session = session;
    this.gateway = gateway;
  }

  /** Resolves when the session has ended: with the first cause, or undefined after `close()`. Never rejects. */
  get closed(): Promise<OpendError | undefined> {
    return this.#session.closed;
  }

  /**
   * Sends one request: takes the `c2s` of the protocol and gives its `s2c`.
   *
   * @throws `GatewayError` or `RateLimited` when the gateway answers with an error, `Timeout`, `Aborted`, `ConnectionLost`,
   * `SessionClosed`, `InvalidMessage` before anything is sent, `MalformedMessage`
   */
  async call<C2S, S2C>(protocol: RequestProtocol<C2S, S2C>, c2s: C2S, options?: CallOptions): Promise<S2C> {
    return await this.#session.request(protocol, c2s, options);
  }

  /** Ends the session. Requests in flight are rejected with `SessionClosed`. May be called any number of times. */
  async close(): Promise<void> {
    await this.#session.close();
  }

  /** Same as `close()`, for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
