import { delay } from "../clock.js";
import { isOpendError } from "../errors.js";
import { abortedError } from "../session/aborted-error.js";
import type { Session } from "../session/session.js";
import { backoffMs } from "./backoff.js";
import type { GatewayConnection } from "./gateway-connection.js";

/** How often a query that failed is sent again. */
export interface RetryOptions {
  /** Times that it is sent at the most, the first one included. Default: 5. */
  readonly attempts?: number | undefined;
}

const defaultAttempts = 5;
const backoff = { baseDelayMs: 200, maxDelayMs: 10_000, random: Math.random };

/**
 * Sends a query until it is answered, over as many connections as it takes. Only errors that are `retryable` are tried
 * again; after a lost connection the next one is waited for.
 *
 * @throws the last error; `Aborted` when the signal fires
 */
export async function retryQuery<T>(
  connection: GatewayConnection,
  { attempts = defaultAttempts }: RetryOptions,
  signal: AbortSignal | undefined,
  send: (session: Session) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send(await connection.whenReady(signal));
    } catch (error) {
      if (signal?.aborted) throw isOpendError(error, "Aborted") ? error : abortedError(signal);
      // A refusal for too many requests has been waited out already, as often as that makes sense.
      const isOver = attempt >= attempts || connection.state.status === "closed" || isOpendError(error, "RateLimited");
      if (isOver || !isOpendError(error) || !error.retryable) throw error;
      if (isOpendError(error, "ConnectionLost")) continue;
      await delay(connection.clock, backoffMs(attempt, backoff), signal).catch(() => {
        throw abortedError(signal);
      });
    }
  }
}
