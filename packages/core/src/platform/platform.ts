import type { Handshake } from "../session/handshake.js";
import type { LogEvent } from "../telemetry/log-entry.js";
import type { LogChannel } from "../telemetry/telemetry.js";
import type { TcpEncryptionOptions } from "../transport/tcp-transport.js";
import type { TlsOptions } from "../transport/tls-options.js";
import type { Transport, TransportKind } from "../transport/transport.js";
import type { GatewayConfig, ReadConfigOptions } from "./gateway-config.js";
import type { Variable } from "./home-path.js";

/** The differences between a server runtime (Node, Deno, Bun) and a browser. */
export interface Platform {
  /** Whether programs can open TCP connections here. */
  readonly hasSockets: boolean;
  /**
   * A variable of the process environment. One that this program may not read counts as not set. A browser has none.
   */
  readVariable(name: string): string | undefined;
  /**
   * The transport for a `tcp://` URL, plain or encrypted. @throws `InvalidOption` when the RSA key is invalid;
   * `Unsupported` in a browser
   */
  createTcpTransport(url: URL, encrypted?: TcpEncryptionOptions): Promise<Transport>;
  /**
   * Creates the transport for a `ws://` or `wss://` URL. Certificates are verified.
   *
   * @throws `InvalidOption` when `tls` is invalid; `Unsupported` when the runtime has no such option
   */
  createWebSocketTransport(url: URL, tls?: TlsOptions): Promise<Transport>;
  /** Replaces a leading `~` of a path by the home folder. @throws the runtime's error, if it may not know that */
  homePath(path: string, variable: Variable): string;
  /** Reads a file. @throws the runtime's error; `Unsupported` in a browser */
  readTextFile(path: string): Promise<string>;
  /**
   * Reads the gateway's config file: the file, or the folder that has one called `fileName`.
   *
   * @throws `InvalidConfigFile`; `Unsupported` in a browser
   */
  readGatewayConfig(path: string, fileName: string, options: ReadConfigOptions): Promise<GatewayConfig>;
  /** Returns the channel of `node:diagnostics_channel` for an event. Absent in a browser. */
  readonly logChannel?: (event: LogEvent) => LogChannel;
  /** The function that logs in over a kind of transport. */
  handshake(transport: TransportKind): Promise<Handshake>;
}
