import { Counters } from "./counters.js";
import type { LogEntry, LogEvent, LogLevel, LogWriter } from "./log-entry.js";

/** A channel of `node:diagnostics_channel`, where entries go besides the log. */
export interface LogChannel {
  readonly hasSubscribers: boolean;
  publish(entry: unknown): void;
}

/** The settings of a {@link Telemetry}. */
export interface TelemetrySettings {
  /** Less important entries are not written. Default: `off`. */
  readonly level?: LogLevel | "off" | undefined;
  /** Writes the entries. */
  readonly write?: LogWriter | undefined;
  /** The channel of an event, if the runtime has channels. */
  readonly channel?: ((event: LogEvent) => LogChannel) | undefined;
}

const ranks: Readonly<Record<LogLevel | "off", number>> = { off: 0, error: 1, warn: 2, info: 3, debug: 4 };

/** Log entries and counters of one client, over all its connections. */
export class Telemetry {
  /** The source of `client.stats()`. */
  readonly counters = new Counters();
  readonly #rank: number;
  readonly #write: LogWriter | undefined;
  readonly #channelOf: ((event: LogEvent) => LogChannel) | undefined;
  readonly #channels = new Map<LogEvent, LogChannel>();

  constructor({ level = "off", write, channel }: TelemetrySettings = {}) {
    this.#rank = write ? ranks[level] : ranks.off;
    this.#write = write;
    this.#channelOf = channel;
  }

  /** Whether anything listens to an event. Check this first when an entry is costly to build. */
  hears(level: LogLevel, event: LogEvent): boolean {
    return ranks[level] <= this.#rank || (this.#channel(event)?.hasSubscribers ?? false);
  }

  /** Writes an entry to the log and publishes it on its channel. Never throws. */
  log(entry: LogEntry): void {
    if (ranks[entry.level] <= this.#rank) {
      try {
        this.#write?.(entry);
      } catch {
        // A failure of the log itself cannot be reported anywhere.
      }
    }
    // An error from a subscriber becomes an uncaught exception of the process and does not reach the publisher.
    const channel = this.#channel(entry.event);
    if (channel?.hasSubscribers) channel.publish(entry);
  }

  /**
   * Calls a callback of the program. No other code does. What the callback throws is logged as `callback-failed` and
   * never reaches the connection; so is the rejection of a promise that it returns.
   *
   * @param name the program's name for it, such as `onQuotaWait`
   * @returns what the callback returned; undefined when there is none or it threw
   */
  callback<Args extends readonly unknown[], Result>(
    name: string,
    callback: ((...args: Args) => Result) | undefined,
    ...args: Args
  ): Result | undefined {
    if (callback === undefined) return undefined;
    try {
      const result = callback(...args);
      if (result instanceof Promise) result.catch((error: unknown) => this.#callbackFailed(name, error));
      return result;
    } catch (error) {
      this.#callbackFailed(name, error);
      return undefined;
    }
  }

  #callbackFailed(callback: string, error: unknown): void {
    const message = `the callback ${callback} threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    this.log({ level: "error", event: "callback-failed", message, callback, error });
  }

  #channel(event: LogEvent): LogChannel | undefined {
    if (!this.#channelOf) return undefined;
    const known = this.#channels.get(event);
    if (known) return known;
    const channel = this.#channelOf(event);
    this.#channels.set(event, channel);
    return channel;
  }
}
