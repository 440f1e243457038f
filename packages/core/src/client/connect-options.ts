import type { DiscoveryOptions } from "../discovery/discovery-options.js";
import type { ConnectionState } from "../reconnect/connection-state.js";
import type { ReconnectOptions } from "../reconnect/reconnect-policy.js";
import type { RetryOptions } from "../reconnect/retry-options.js";
import type { LogOption } from "../telemetry/log-entry.js";

/**
 * How to find and enter a gateway, and how to stay connected. The environment fills in what is missing, then the
 * gateway's config file where one is named, then the defaults of the brand.
 */
export interface ConnectOptions extends DiscoveryOptions {
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
}
