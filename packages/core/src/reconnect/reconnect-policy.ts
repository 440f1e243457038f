import { createError } from "../base/errors.js";
import type { OpendError } from "../base/opend-error.js";
import type { Telemetry } from "../telemetry/telemetry.js";
import { backoffMs } from "./backoff.js";
import type { OutageEnd } from "./outage-log.js";

/** How to replace a lost connection. */
export interface ReconnectOptions {
  /** Upper bound of the first delay in milliseconds. It doubles with each attempt. Default: 500. */
  readonly baseDelayMs?: number | undefined;
  /** The largest bound in milliseconds. Default: 30,000. */
  readonly maxDelayMs?: number | undefined;
  /** Delays start small again after a connection was ready for this many milliseconds. Default: 10,000. */
  readonly stableAfterMs?: number | undefined;
  /**
   * Gives up after this many milliseconds without a connection: the client ends, and with it every stream of pushes.
   * Default: never. `onStateChange` and the log report what happens meanwhile.
   */
  readonly giveUpAfterMs?: number | undefined;
  /**
   * Decides about each attempt: returns the delay in milliseconds, `false` to give up, or undefined for the proposed
   * delay.
   */
  readonly decide?: ((attempt: ReconnectAttempt) => number | false | undefined) | undefined;
  /** Returns numbers from 0 to 1 for the delays. Default: `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/** An upcoming attempt. */
export interface ReconnectAttempt {
  /** 1 for the first attempt since the last stable connection. */
  readonly attempt: number;
  /** The proposed delay in milliseconds. */
  readonly delayMs: number;
  /** Why the connection was lost, or why the previous attempt failed. */
  readonly cause: OpendError;
}

/** A policy with its defaults filled in. */
export interface ReconnectPolicy extends OutageEnd {
  readonly stableAfterMs: number;
  /** The delay before an attempt in milliseconds; `false` for no attempt. */
  delayBefore(attempt: number, cause: OpendError): number | false;
}

/**
 * Fills in the defaults. When a callback throws or returns something invalid, that is logged and the default is used.
 *
 * @param endHint what the user can do about a client that tries for ever
 */
export function createReconnectPolicy(
  options: ReconnectOptions,
  telemetry: Telemetry,
  endHint = "reconnect.giveUpAfterMs sets a limit",
): ReconnectPolicy {
  const {
    baseDelayMs = 500,
    maxDelayMs = 30_000,
    stableAfterMs = 10_000,
    giveUpAfterMs = Number.POSITIVE_INFINITY,
  } = options;
  const { random, decide } = options;
  const checkedRandom = random && (() => checkRandom(random()));
  const checkedDecide = decide && ((attempt: ReconnectAttempt) => checkDelay(decide(attempt)));
  return {
    stableAfterMs,
    giveUpAfterMs,
    endHint,
    delayBefore(attempt, cause) {
      if (cause.endsClient) return false;
      const share = telemetry.callback("reconnect.random", checkedRandom) ?? Math.random();
      const delayMs = backoffMs(attempt, { baseDelayMs, maxDelayMs, random: () => share });
      return telemetry.callback("reconnect.decide", checkedDecide, { attempt, delayMs, cause }) ?? delayMs;
    },
  };
}

function checkRandom(value: number): number {
  if (value >= 0 && value <= 1) return value;
  const message = `reconnect.random must return a number from 0 to 1, not ${value}`;
  throw createError("InvalidOption", message, { option: "reconnect.random" });
}

function checkDelay(value: number | false | undefined): number | false | undefined {
  if (value === false || value === undefined || value >= 0) return value;
  const message = `reconnect.decide must return a delay in milliseconds, false or undefined, not ${value}`;
  throw createError("InvalidOption", message, { option: "reconnect.decide" });
}
