import type { DiscoveryOptions } from "../discovery/discovery-options.js";
import type { ConnectionState } from "../reconnect/connection-state.js";
import type { ReconnectOptions } from "../reconnect/reconnect-policy.js";
import type { RetryOptions } from "../reconnect/retry-options.js";
import type { LogOption } from "../telemetry/log-entry.js";

/**
 * How to find and enter a gateway, and how to stay connected. What you leave out comes from the environment, then from
 * the gateway's config file if one is named, then from the defaults of the brand.
 */
export interface ConnectOptions extends DiscoveryOptions {
  /** Whether and how to replace a lost connection. Default: true. The first connection is attempted once. */
  readonly reconnect?: boolean | ReconnectOptions | undefined;
  /**
   * Whether and how often to retry a query that failed with a `retryable` error, over the next connection if need be.
   * Default: true, which is five attempts. Commands are sent once, whatever this says.
   */
  readonly retry?: boolean | RetryOptions | undefined;
  /** Called with each state of the connection after the first: `reconnecting`, `ready` again, `closed`. */
  readonly onStateChange?: ((state: ConnectionState) => void) | undefined;
  /**
   * What to log: the least important level that goes to the console (stderr on a server), `"off"`, or a function that
   * receives every entry. Default: the variable `OPEND_LOG`, else `"warn"`. Entries hold no keys, passwords or
   * messages.
   */
  readonly log?: LogOption | undefined;
}
