import type { CallOptions, Session } from "./session.js";

/** The credentials of the client. They are secret and never printed. */
export interface Credentials {
  /** Lower-case hex MD5 of the WebSocket key. */
  readonly keyMd5: string | undefined;
  /** RSA private key as PEM text, for a WebSocket relay whose gateway uses one. */
  readonly rsaKey: string | undefined;
}

/** The information about the connection from the handshake. */
export interface Greeting {
  /** The gateway's id of this connection, in decimal, because it is too large for a number. */
  readonly connectionId: string | undefined;
  /** The version of the gateway as major * 100 + minor. The WebSocket handshake does not report it. */
  readonly serverVersion: number | undefined;
}

/**
 * Logs in over a transport and starts the heartbeat.
 *
 * @throws `KeyRequired`, `KeyRefused`, `HandshakeRefused`, and the errors of a request
 */
export type Handshake = (
  session: Session,
  credentials: Credentials,
  clientId: string,
  options: CallOptions,
) => Promise<Greeting>;

/** The language that a client reports to the gateway. */
export const programmingLanguage = "TypeScript";
