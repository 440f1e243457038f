import type { DiscoveryOptions } from "../discovery/discovery-options.js";
import type { ConnectionState } from "../reconnect/connection-state.js";
import type { ReconnectOptions } from "../reconnect/reconnect-policy.js";
import type { RetryOptions } from "../reconnect/retry-options.js";
import type { LogOption } from "../telemetry/log-entry.js";

/**
 * How to find and enter a gateway, and how to stay connected. Missing settings come from the environment, then from the
 * gateway's config file if one is named, then from the defaults of the brand.
 */
export interface ConnectOptions extends DiscoveryOptions {
  /**
   * Whether and how the client reconnects after losing its connection. Default: true. The first connection is tried
   * only once.
   */
  readonly reconnect?: boolean | ReconnectOptions | undefined;
  /**
   * Whether and how often a query that failed with a `retryable` error is sent again, over the next connection if
   * necessary. Default: true, which means five attempts. Commands are sent only once, regardless of this option.
   */
  readonly retry?: boolean | RetryOptions | undefined;
  /** Called with each state of the connection after the first: `reconnecting`, `ready` again, `closed`. */
  readonly onStateChange?: ((state: ConnectionState) => void) | undefined;
  /**
   * What to log: the least important level to write to the console (stderr on a server), `"off"`, or a function that
   * receives every entry. Default: the variable `OPEND_LOG`, else `"warn"`. Entries contain no keys, passwords or
   * messages.
   */
  readonly log?: LogOption | undefined;
}
