import type { CallOptions, Session } from "./session.js";

/** What the client presents to log in. Secrets: never printed. */
export interface Credentials {
  /** Lower-case hex MD5 of the WebSocket key. */
  readonly keyMd5: string | undefined;
  /** RSA private key as PEM text, for a WebSocket relay whose gateway uses one. */
  readonly rsaKey: string | undefined;
}

/** What the handshake says about the connection. */
export interface Greeting {
  /** The gateway's id of this connection, in decimal, because it is too large for a number. */
  readonly connectionId: string | undefined;
  /** Version of the gateway as major * 100 + minor. The WebSocket handshake does not report it. */
  readonly serverVersion: number | undefined;
}

/**
 * Logs in over one kind of transport, and starts the heartbeat.
 *
 * @throws `KeyRequired`, `KeyRefused`, `HandshakeRefused`, and the errors of a request
 */
export type Handshake = (
  session: Session,
  credentials: Credentials,
  clientId: string,
  options: CallOptions,
) => Promise<Greeting>;

/** The programming language that a client reports. */
export const programmingLanguage = "TypeScript";
