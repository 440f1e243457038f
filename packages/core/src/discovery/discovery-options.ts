import type { SessionOptions } from "../session/session.js";
import type { TlsOptions } from "../transport/tls-options.js";
import type { TransportKind } from "../transport/transport.js";
import type { PacketCipher } from "../wire/aes-cipher.js";

/** Where the gateway is, how to log in there, and how each session behaves. */
export interface DiscoveryOptions extends SessionOptions {
  /** Where the gateway is: `tcp://host:port`, `ws://host:port` or `wss://host:port`. */
  readonly url?: string | undefined;
  /** How to reach the gateway when no URL is given. Default: TCP; WebSocket in a browser or when a key is given. */
  readonly transport?: TransportKind | undefined;
  /** The plain WebSocket key that was set for the gateway. */
  readonly key?: string | undefined;
  /** The WebSocket key as lower-case hex MD5, the form in the gateway's config file. Use it instead of `key`. */
  readonly keyMd5?: string | undefined;
  /** The gateway's RSA private key (`rsa_private_key`), as PEM text or its bytes. */
  readonly rsaKey?: string | Uint8Array | undefined;
  /** The file that holds that key. Use it instead of `rsaKey`. */
  readonly rsaKeyFile?: string | undefined;
  /** The cipher of an encrypted TCP connection after the handshake. Default: `AES_CBC`. */
  readonly cipher?: PacketCipher | undefined;
  /**
   * Whether to send a WebSocket key or RSA key over `ws://` to another machine, where others can read it on the way.
   * Default: false.
   */
  readonly allowInsecure?: boolean | undefined;
  /**
   * Which certificates to accept over `wss://`, for a private CA or a self-signed certificate. Only for `wss://` URLs,
   * and not in browsers. Default: those that the runtime trusts.
   */
  readonly tls?: TlsOptions | undefined;
  /** The gateway's own XML config file, or its folder. The client reads ports and key from it. */
  readonly configFile?: string | undefined;
  /** Any text that identifies this client. Default: a random one. */
  readonly clientId?: string | undefined;
  /** Aborts connecting. */
  readonly signal?: AbortSignal | undefined;
  /** The environment to read variables from. Default: the environment of the process. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}
