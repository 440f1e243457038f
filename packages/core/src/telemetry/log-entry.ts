import type { FailedTopic } from "../protocol/failed-topic.js";

/** The levels, most important first. */
export const logLevels = ["error", "warn", "info", "debug"] as const;

/** The importance of an entry: `error`, `warn`, `info` or `debug`. */
export type LogLevel = (typeof logLevels)[number];

/**
 * The properties of each event, besides `level`, `event` and `message`. Durations are in milliseconds, sizes in bytes.
 */
export interface LogDetails {
  /** `info`. The first connection is ready. */
  connected: { readonly endpoint: string; readonly durationMs: number };
  /** `warn`. The connection was lost. The client connects again unless `closed` follows. */
  "connection-lost": { readonly endpoint: string; readonly error: Error };
  /** `info`. The client waits `delayMs` and connects again. `error` says why the previous attempt failed. */
  reconnecting: {
    readonly endpoint: string;
    readonly attempt: number;
    readonly delayMs: number;
    readonly error: Error | undefined;
  };
  /** `warn`. The client is connected again. No pushes arrived for `gapMs`. */
  reconnected: {
    readonly endpoint: string;
    readonly attempts: number;
    readonly gapMs: number;
    readonly failed: readonly FailedTopic[];
  };
  /** The client has ended and does not reconnect: `info` after `close()`, `error` when there is a cause. */
  closed: { readonly endpoint: string; readonly error: Error | undefined };
  /** `debug`. A request was answered, or it failed: `error` then says why. */
  request: {
    readonly endpoint: string;
    readonly protocol: string;
    readonly protocolId: number;
    readonly serial: number;
    readonly durationMs: number;
    readonly bytesSent: number;
    readonly bytesReceived: number;
    readonly retType: number | undefined;
    readonly error: Error | undefined;
  };
  /** `info`. A query failed and is retried. */
  retry: { readonly protocol: string; readonly attempt: number; readonly attempts: number; readonly error: Error };
  /** `info`. A request waits for the gateway's frequency limit. */
  "quota-wait": { readonly protocol: string; readonly waitMs: number };
  /**
   * `warn` the first time per protocol and connection, then `debug`, as for the late reply to an aborted request. No
   * request was waiting for a frame, so it was dropped.
   */
  "stray-frame": { readonly endpoint: string; readonly protocolId: number; readonly serial: number };
  /**
   * `warn`. A plain reply leaves out values that it cannot hold, such as a quantity beyond 2^53. `omitted` has them with
   * their paths.
   */
  "value-omitted": {
    readonly protocol: string;
    readonly omitted: readonly { readonly path: string; readonly value: bigint | string }[];
  };
  /** `warn`. A stream of pushes is too slow and drops pushes. */
  "slow-consumer": { readonly protocol: string; readonly waiting: number };
  /** `warn`. The gateway refused a subscription. */
  "subscription-refused": { readonly topics: readonly string[]; readonly error: Error };
  /** `error`. A callback of the program threw. The client continues as if it had returned nothing. */
  "callback-failed": { readonly callback: string; readonly error: unknown };
}

/** The name of an event. On Node, Deno and Bun, entries are also published on the channel `opend:<event>`. */
export type LogEvent = keyof LogDetails;

/** A log entry. It never contains a key, a password or the body of a message, only values that were left out of one. */
export type LogEntry<E extends LogEvent = LogEvent> = E extends LogEvent
  ? {
      readonly level: LogLevel;
      readonly event: E;
      /** A human-readable line. */
      readonly message: string;
    } & LogDetails[E]
  : never;

/** Receives log entries. Errors that it throws are ignored. */
export type LogWriter = (entry: LogEntry) => void;

/** The option `log`: the least important level that goes to the console, or a function that receives all entries. */
export type LogOption = LogLevel | "off" | LogWriter;
