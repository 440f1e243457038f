import type { Handshake } from "../session/handshake.js";
import type { LogEvent } from "../telemetry/log-entry.js";
import type { LogChannel } from "../telemetry/telemetry.js";
import type { TcpEncryptionOptions } from "../transport/tcp-transport.js";
import type { TlsOptions } from "../transport/tls-options.js";
import type { Transport, TransportKind } from "../transport/transport.js";
import type { GatewayConfig } from "./gateway-config.js";

/** What differs between a server runtime (Node, Deno, Bun) and a browser. */
export interface Platform {
  /** Whether programs can open TCP connections here. */
  readonly hasSockets: boolean;
  /** A variable of the process environment. One that may not be read counts as not set, and a browser has none. */
  readVariable(name: string): string | undefined;
  /** The transport for a `tcp://` URL, plain or encrypted. @throws `InvalidOption` when the RSA key is none; `Unsupported` in a browser */
  createTcpTransport(url: URL, encrypted?: TcpEncryptionOptions): Promise<Transport>;
  /**
   * The transport for a `ws://` or `wss://` URL. Certificates are verified.
   *
   * @throws `InvalidOption` when `tls` is not what it should be; `Unsupported` where the runtime has no such option
   */
  createWebSocketTransport(url: URL, tls?: TlsOptions): Promise<Transport>;
  /** Text of a file, or undefined when there is none. @throws `Unsupported` in a browser */
  readTextFile(path: string): Promise<string>;
  /**
   * What the gateway's config file tells: the file, or the folder that has one called `fileName`.
   *
   * @param option what named the path, for messages. Default: `configFile`
   * @throws `InvalidConfigFile`; `Unsupported` in a browser
   */
  readGatewayConfig(path: string, fileName: string, option?: string): Promise<GatewayConfig>;
  /** The channel of `node:diagnostics_channel` for an event. Absent in a browser. */
  readonly logChannel?: (event: LogEvent) => LogChannel;
  /** How to log in over a transport. */
  handshake(transport: TransportKind): Promise<Handshake>;
}
