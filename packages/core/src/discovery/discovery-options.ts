import type { SessionOptions } from "../session/session.js";
import type { TlsOptions } from "../transport/tls-options.js";
import type { TransportKind } from "../transport/transport.js";
import type { PacketCipher } from "../wire/aes-cipher.js";

/** Where the gateway is, which credentials to use, and how each session behaves. */
export interface DiscoveryOptions extends SessionOptions {
  /** Where the gateway is: `tcp://host:port`, `ws://host:port` or `wss://host:port`. */
  readonly url?: string | undefined;
  /**
   * The transport to a gateway for which no URL is given. Default: TCP, or WebSocket in a browser or when a key is
   * given.
   */
  readonly transport?: TransportKind | undefined;
  /** The plain WebSocket key that was set for the gateway. */
  readonly key?: string | undefined;
  /** The WebSocket key as lower-case hex MD5, as in the gateway's config file. An alternative to `key`. */
  readonly keyMd5?: string | undefined;
  /** The gateway's RSA private key (`rsa_private_key`), as PEM text or its bytes. */
  readonly rsaKey?: string | Uint8Array | undefined;
  /** The file with that key. An alternative to `rsaKey`. */
  readonly rsaKeyFile?: string | undefined;
  /** The cipher of an encrypted TCP connection after the handshake. Default: `AES_CBC`. */
  readonly cipher?: PacketCipher | undefined;
  /**
   * Also allows sending a WebSocket key or RSA key over `ws://` to another machine, where anyone on the way can read
   * it. Default: false.
   */
  readonly allowInsecure?: boolean | undefined;
  /**
   * Decides which certificates are accepted over `wss://`, for a private CA or a self-signed certificate. Only with a
   * `wss://` URL, and not in browsers. Default: the certificates that the runtime trusts.
   */
  readonly tls?: TlsOptions | undefined;
  /** The gateway's own XML config file or its folder. The client reads the ports and the key from it. */
  readonly configFile?: string | undefined;
  /** Any text that distinguishes this client from others. Default: a random one. */
  readonly clientId?: string | undefined;
  /** Aborts connecting. */
  readonly signal?: AbortSignal | undefined;
  /** The environment variables to use. Default: those of the process. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}
