import type { Clock } from "../base/clock.js";
import type { OpendError } from "../base/opend-error.js";
import type { Telemetry } from "../telemetry/telemetry.js";
import type { Resumed } from "./connection-state.js";

/** How often to warn again about a gateway that stays away. */
const reminderMs = 60_000;

/** How long the client tries to connect again. */
export interface OutageEnd {
  /** Infinite: until it works. */
  readonly giveUpAfterMs: number;
  /** What the user can do about a client that tries for ever. */
  readonly endHint: string;
}

/** Logs what happens between the loss of a connection and the next one. */
export class OutageLog {
  readonly #telemetry: Telemetry;
  readonly #endpoint: string;
  readonly #clock: Clock;
  readonly #end: OutageEnd;
  readonly #startMs: number;
  #attempts = 0;
  #lastWarningMs: number;

  constructor(telemetry: Telemetry, endpoint: string, clock: Clock, end: OutageEnd) {
    this.#telemetry = telemetry;
    this.#endpoint = endpoint;
    this.#clock = clock;
    this.#end = end;
    this.#startMs = clock.nowMs();
    this.#lastWarningMs = this.#startMs;
  }

  /** An attempt follows in `delayMs`. `error` says why the connection was lost, or why the previous attempt failed. */
  reconnecting(attempt: number, delayMs: number, error: OpendError): void {
    const endpoint = this.#endpoint;
    this.#attempts++;
    if (this.#attempts === 1) {
      const message = `${error.message}. Connecting again ${this.#untilWhen}`;
      this.#telemetry.log({ level: "warn", event: "connection-lost", message, endpoint, error });
    }
    const nowMs = this.#clock.nowMs();
    const isReminder = nowMs - this.#lastWarningMs >= reminderMs;
    if (isReminder) this.#lastWarningMs = nowMs;
    const since = isReminder ? `still no connection after ${seconds(nowMs - this.#startMs)}${this.#ofHowMuch}; ` : "";
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

  get #untilWhen(): string {
    const { giveUpAfterMs, endHint } = this.#end;
    if (giveUpAfterMs === Number.POSITIVE_INFINITY) return `until it works; ${endHint}`;
    return `for ${seconds(giveUpAfterMs)} at most; then the client ends`;
  }

  get #ofHowMuch(): string {
    const { giveUpAfterMs } = this.#end;
    return giveUpAfterMs === Number.POSITIVE_INFINITY ? "" : ` of ${seconds(giveUpAfterMs)}`;
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

function seconds(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 1000)} s`;
}
