import type { ConnectionState } from "../connection/connection-state.js";
import type { ReconnectOptions } from "../connection/reconnect-policy.js";
import type { RetryOptions } from "../connection/retry-query.js";
import type { SessionOptions } from "../session/session.js";
import type { LogOption } from "../telemetry/create-telemetry.js";
import type { Transport } from "../transport/link.js";
import type { TlsOptions } from "../transport/tls-options.js";
import type { PacketCipher } from "../wire/aes-cipher.js";

/**
 * How to find and enter a gateway. What is not given comes from the environment, then from the gateway's config file
 * where one is pointed at, then from the defaults of the brand.
 */
export interface ConnectOptions extends SessionOptions {
  /** Where the gateway is: `tcp://host:port`, `ws://host:port` or `wss://host:port`. */
  readonly url?: string | undefined;
  /** How to reach a gateway for which no URL is given. Default: TCP, or WebSocket in a browser or when a key is given. */
  readonly transport?: Transport | undefined;
  /** The plain WebSocket key, as it was chosen for the gateway. */
  readonly key?: string | undefined;
  /** The WebSocket key as lower-case hex MD5, as it stands in the gateway's config file. Instead of `key`. */
  readonly keyMd5?: string | undefined;
  /** The RSA private key that the gateway uses (`rsa_private_key`), as PEM text or its bytes. */
  readonly rsaKey?: string | Uint8Array | undefined;
  /** The file of that key. Instead of `rsaKey`. */
  readonly rsaKeyFile?: string | undefined;
  /** The cipher of an encrypted TCP connection after its handshake. Default: `AES_CBC`. */
  readonly cipher?: PacketCipher | undefined;
  /** Sends a WebSocket key or RSA key over `ws://` to another machine too, where anyone on the way can read it. Default: false. */
  readonly allowInsecure?: boolean | undefined;
  /**
   * Whose certificate is accepted over `wss://`, for a private CA or a self-signed certificate. Only with a `wss://`
   * URL, and not in browsers. Default: what the runtime trusts.
   */
  readonly tls?: TlsOptions | undefined;
  /** The gateway's own XML config file, or the folder it is in, to learn ports and key from. */
  readonly configFile?: string | undefined;
  /** Whether and how a lost connection is made again. Default: true. The first connection is tried once. */
  readonly reconnect?: boolean | ReconnectOptions | undefined;
  /**
   * Whether and how often a query that failed with a `retryable` error is sent again, over the next connection if need
   * be. Default: true, which is five attempts. Requests that change something are sent once, whatever this says.
   */
  readonly retry?: boolean | RetryOptions | undefined;
  /** Called with each state of the connection after the first: `reconnecting`, `ready` again, `closed`. */
  readonly onStateChange?: ((state: ConnectionState) => void) | undefined;
  /**
   * What is logged: the least important level that goes to the console (stderr on a server), `"off"`, or a function that
   * gets every entry. Default: the variable `OPEND_LOG`, else `"warn"`. Entries hold no keys, passwords or messages.
   */
  readonly log?: LogOption | undefined;
  /** Any text that tells this client from others. Default: a random one. */
  readonly clientId?: string | undefined;
  /** Gives up connecting. */
  readonly signal?: AbortSignal | undefined;
  /** The environment to read variables from. Default: that of the process. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}
