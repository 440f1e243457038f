import type { SessionOptions } from "../session/session.js";
import type { TlsOptions } from "../transport/tls-options.js";
import type { TransportKind } from "../transport/transport.js";
import type { PacketCipher } from "../wire/aes-cipher.js";

/** Where the gateway is, what to show there, and how each session behaves. */
export interface DiscoveryOptions extends SessionOptions {
  /** Where the gateway is: `tcp://host:port`, `ws://host:port` or `wss://host:port`. */
  readonly url?: string | undefined;
  /** How to reach a gateway for which no URL is given. Default: TCP, or WebSocket in a browser or when a key is given. */
  readonly transport?: TransportKind | undefined;
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
  /** Any text that tells this client from others. Default: a random one. */
  readonly clientId?: string | undefined;
  /** Gives up connecting. */
  readonly signal?: AbortSignal | undefined;
  /** The environment to read variables from. Default: that of the process. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}
