import { createError } from "../errors.js";
import { KeepAlive } from "../gen/protocols/KeepAlive.js";
import type { Session } from "./session.js";

/** A gateway that announces 0 must not be flooded. */
const minIntervalMs = 1000;

/**
 * Sends a heartbeat on the gateway's interval until the session ends. A heartbeat that is not answered within an
 * interval ends the session: the other end is gone and TCP has not noticed.
 */
export function startKeepAlive(session: Session, announcedIntervalMs: number): void {
  const intervalMs = Math.max(announcedIntervalMs, minIntervalMs);
  const { clock, link } = session;
  let cancel = clock.schedule(beat, intervalMs);
  session.closed.then(() => cancel());

  async function beat(): Promise<void> {
    cancel = clock.schedule(beat, intervalMs);
    try {
      const time = BigInt(Math.floor(clock.nowMs() / 1000));
      await session.exchange(KeepAlive, { time }, { timeoutMs: intervalMs });
    } catch (cause) {
      const message = `the gateway at ${link.endpoint} does not answer the heartbeat`;
      session.fail(createError("ConnectionLost", message, { sent: true }, { cause }));
    }
  }
}
