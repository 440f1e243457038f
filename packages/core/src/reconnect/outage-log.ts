import type { Clock } from "../base/clock.js";
import type { OpendError } from "../base/opend-error.js";
import type { Telemetry } from "../telemetry/telemetry.js";
import type { Resumed } from "./connection-state.js";

/** The interval at which a continuing outage is logged again. */
const reminderMs = 60_000;

/** Logs the events from the loss of a connection until the next one is ready. */
export class OutageLog {
  readonly #telemetry: Telemetry;
  readonly #endpoint: string;
  readonly #clock: Clock;
  readonly #startMs: number;
  #attempts = 0;
  #lastWarningMs: number;

  constructor(telemetry: Telemetry, endpoint: string, clock: Clock) {
    this.#telemetry = telemetry;
    this.#endpoint = endpoint;
    this.#clock = clock;
    this.#startMs = clock.nowMs();
    this.#lastWarningMs = this.#startMs;
  }

  /** An attempt follows in `delayMs`. `error` says why the connection was lost or why the previous attempt failed. */
  reconnecting(attempt: number, delayMs: number, error: OpendError): void {
    const endpoint = this.#endpoint;
    this.#attempts++;
    if (this.#attempts === 1) {
      const message = `${error.message}. Connecting again until it works; reconnect.giveUpAfterMs sets a limit`;
      this.#telemetry.log({ level: "warn", event: "connection-lost", message, endpoint, error });
    }
    const nowMs = this.#clock.nowMs();
    const isReminder = nowMs - this.#lastWarningMs >= reminderMs;
    if (isReminder) this.#lastWarningMs = nowMs;
    const since = isReminder ? `still no connection after ${Math.round((nowMs - this.#startMs) / 1000)} s; ` : "";
    const message = `${since}attempt ${attempt} to connect to ${endpoint} in ${delayMs.toFixed(0)} ms: ${error.message}`;
    this.#telemetry.log({
      level: isReminder ? "warn" : "info",
      event: "reconnecting",
      message,
      endpoint,
      attempt,
      delayMs,
      error,
    });
  }

  /** There is a connection again. */
  reconnected({ gapMs, failed }: Resumed): void {
    const refused = failed.length > 0 ? `; ${failed.length} subscriptions were refused` : "";
    this.#telemetry.log({
      level: "warn",
      event: "reconnected",
      message: `connected to ${this.#endpoint} again; nothing arrived for ${gapMs.toFixed(0)} ms${refused}`,
      endpoint: this.#endpoint,
      attempts: this.#attempts,
      gapMs,
      failed,
    });
  }
}
