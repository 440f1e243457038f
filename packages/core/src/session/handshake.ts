import type { CallOptions, Session } from "./session.js";

/** What the client shows to be let in. Secrets: never printed. */
export interface Credentials {
  /** Lower-case hex MD5 of the WebSocket key. */
  readonly keyMd5: string | undefined;
  /** RSA private key as PEM text, for a WebSocket relay whose gateway uses one. */
  readonly rsaKey: string | undefined;
}

/** What the handshake tells about the connection. */
export interface Greeting {
  /** The gateway's id of this connection, in decimal: it is too large for a number. */
  readonly connectionId: string | undefined;
  /** Version of the gateway as major * 100 + minor. The WebSocket handshake does not tell it. */
  readonly serverVersion: number | undefined;
}

/**
 * Logs in, the way a transport does it, and starts the heartbeat.
 *
 * @throws `KeyRequired`, `KeyRefused`, `HandshakeRefused`, and what a request throws
 */
export type Handshake = (
  session: Session,
  credentials: Credentials,
  clientId: string,
  options: CallOptions,
) => Promise<Greeting>;

/** What a client says it is written in. */
export const programmingLanguage = "TypeScript";
