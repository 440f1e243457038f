import { isOpendError, type OpendError } from "../errors.js";
import { backoffMs } from "./backoff.js";

/** How a lost connection is made again. */
export interface ReconnectOptions {
  /** Upper bound of the first delay in milliseconds; it doubles with each attempt. Default: 500. */
  readonly baseDelayMs?: number | undefined;
  /** The largest bound in milliseconds. Default: 30,000. */
  readonly maxDelayMs?: number | undefined;
  /** After so many milliseconds of readiness the delays start small again. Default: 10,000. */
  readonly stableAfterMs?: number | undefined;
  /** Decides about each attempt: the delay in milliseconds, `false` to give up, undefined to do as proposed. */
  readonly decide?: ((attempt: ReconnectAttempt) => number | false | undefined) | undefined;
  /** Gives numbers from 0 to 1 for the delays. Default: `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/** An attempt that is about to be made. */
export interface ReconnectAttempt {
  /** 1 for the first attempt since the last stable connection. */
  readonly attempt: number;
  /** The delay that is proposed, in milliseconds. */
  readonly delayMs: number;
  /** Why the connection went, or why the attempt before failed. */
  readonly cause: OpendError;
}

/** A policy with its defaults. */
export interface ReconnectPolicy {
  readonly stableAfterMs: number;
  /** The delay before an attempt in milliseconds; `false` when there is to be none. */
  delayBefore(attempt: number, cause: OpendError): number | false;
}

/** Fills in the defaults. */
export function createReconnectPolicy(options: ReconnectOptions): ReconnectPolicy {
  const { baseDelayMs = 500, maxDelayMs = 30_000, stableAfterMs = 10_000, decide, random = Math.random } = options;
  return {
    stableAfterMs,
    delayBefore(attempt, cause) {
      if (isFinal(cause)) return false;
      const delayMs = backoffMs(attempt, { baseDelayMs, maxDelayMs, random });
      return decide?.({ attempt, delayMs, cause }) ?? delayMs;
    },
  };
}

/** Whether connecting again would only fail again: a wrong key, a wrong brand, a refused login, a wrong option. */
function isFinal(cause: OpendError): boolean {
  if (isOpendError(cause, "HandshakeRefused")) return cause.retType !== undefined;
  return !isOpendError(
    cause,
    "ConnectFailed",
    "ConnectionLost",
    "Timeout",
    "GatewayError",
    "LimiterFailed",
    "RateLimited",
    "MalformedFrame",
    "FrameTooLarge",
    "ChecksumMismatch",
    "DecryptionFailed",
    "UnexpectedReply",
  );
}
