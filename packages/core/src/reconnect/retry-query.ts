import { abortedError } from "../base/aborted-error.js";
import { delay } from "../base/clock.js";
import { isOpendError } from "../base/errors.js";
import type { Session } from "../session/session.js";
import { backoffMs } from "./backoff.js";
import type { RetryOptions } from "./retry-options.js";
import type { ReadyOptions, SessionSupervisor } from "./session-supervisor.js";

const defaultAttempts = 5;
const backoff = { baseDelayMs: 200, maxDelayMs: 10_000, random: Math.random };

/**
 * Sends a query until it is answered, over as many connections as it takes. Each attempt first waits for a connection.
 * Only `retryable` errors are retried, and not those of a wait that is over: `RateLimited` and `LimiterFailed`.
 *
 * @throws the last error; `Timeout` when there is no connection in time; `Aborted` when the signal fires
 */
export async function retryQuery<T>(
  supervisor: SessionSupervisor,
  protocol: string,
  { attempts = defaultAttempts }: RetryOptions,
  options: ReadyOptions,
  send: (session: Session) => Promise<T>,
): Promise<T> {
  const { signal } = options;
  const { telemetry, clock } = supervisor;
  for (let attempt = 1; ; attempt++) {
    // Usually there is one, and nothing to wait for.
    const session = supervisor.readySession ?? (await supervisor.whenReady(options));
    try {
      return await send(session);
    } catch (error) {
      if (signal?.aborted) throw isOpendError(error, "Aborted") ? error : abortedError(signal);
      // The quota gate has already waited out a refusal for too many requests, and a limiter waits for its own store.
      const hasWaited = isOpendError(error, "RateLimited", "LimiterFailed");
      const isOver = attempt >= attempts || supervisor.state.status === "closed" || hasWaited;
      if (isOver || !isOpendError(error) || !error.retryable) throw error;
      telemetry.counters.retries++;
      const message = `${protocol}: attempt ${attempt} of ${attempts} failed, trying again: ${error.message}`;
      telemetry.log({ level: "info", event: "retry", message, protocol, attempt, attempts, error });
      // The reconnect has its own delay.
      if (!session.isOpen) continue;
      await delay(clock, backoffMs(attempt, backoff), signal).catch(() => {
        throw abortedError(signal);
      });
    }
  }
}
