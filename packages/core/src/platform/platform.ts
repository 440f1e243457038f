import type { Link } from "../transport/link.js";
import type { TcpEncryptionOptions } from "../transport/tcp-link.js";
import type { TlsOptions } from "../transport/tls-options.js";

/** What differs between a server runtime (Node, Deno, Bun) and a browser. */
export interface Platform {
  /** Whether programs can open TCP connections here. */
  readonly hasSockets: boolean;
  /** The process environment. Empty in a browser. */
  environment(): Readonly<Record<string, string | undefined>>;
  /** The link for a `tcp://` URL, plain or encrypted. @throws `InvalidOption` when the RSA key is none; `Unsupported` in a browser */
  openTcp(url: URL, encrypted?: TcpEncryptionOptions): Link;
  /**
   * The link for a `ws://` or `wss://` URL. Certificates are verified.
   *
   * @throws `InvalidOption` when `tls` is not what it should be; `Unsupported` where the runtime has no such option
   */
  openWebSocket(url: URL, tls?: TlsOptions): Link;
  /** Text of a file, or undefined when there is none. @throws `Unsupported` in a browser */
  readTextFile(path: string): Promise<string>;
  /** The values of a gateway's XML config file by name. @throws when it is not XML */
  parseConfig(xml: string): Promise<ReadonlyMap<string, string>>;
}
