import { type Clock, delay } from "../../base/clock.js";
import { isOpendError } from "../../base/errors.js";

const attempts = 4;
const firstDelayMs = 1000;

/**
 * Asks again while the gateway has lost its server, a few times. What it says then is about no topic.
 *
 * @param canGoOn whether another attempt makes sense
 * @throws the last error
 */
export async function askAgain(clock: Clock, canGoOn: () => boolean, ask: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await ask();
      return;
    } catch (error) {
      if (!isOpendError(error, "GatewayUnavailable") || attempt === attempts) throw error;
      await delay(clock, firstDelayMs * 2 ** (attempt - 1));
      if (!canGoOn()) throw error;
    }
  }
}
