import { createError } from "../base/errors.js";
import type { Session } from "./session.js";

/** Prevents a flood when a gateway announces 0. */
const minIntervalMs = 1000;

/** How a session shows that it is alive, and how it checks the gateway. */
export interface Heartbeat {
  /**
   * Time from the last received byte to a heartbeat, and from a heartbeat to the end of a connection that stays silent,
   * in milliseconds.
   */
  readonly intervalMs: number;
  /** Longest time without a heartbeat from the client, in milliseconds. */
  readonly maxQuietMs: number;
  /** Sends a heartbeat. The reply itself does not matter: any byte that arrives is a sign of life. */
  beat(): Promise<unknown>;
}

/**
 * Sends heartbeats until the session ends. A heartbeat is due one interval after the last byte arrived, or earlier if
 * the gateway would otherwise miss one. When no byte arrives within an interval after a heartbeat, the gateway is gone
 * and the transport has not noticed. The session then ends, two intervals after the last byte.
 */
export function startHeartbeat(session: Session, { intervalMs: announcedMs, maxQuietMs, beat }: Heartbeat): void {
  const { clock, transport } = session;
  const intervalMs = Math.max(announcedMs, minIntervalMs);
  let lastBeatMs = clock.nowMs();
  let awaitsLife = false;
  let cancel = clock.schedule(look, intervalMs);
  session.closed.then(() => cancel());

  // Received bytes do not move the timer. It fires at the previous due time and then waits for the rest.
  function look(): void {
    if (awaitsLife && session.lastReceivedMs < lastBeatMs) {
      const message = `the gateway at ${transport.endpoint} does not answer the heartbeat`;
      session.fail(createError("ConnectionLost", message, { sent: true }));
      return;
    }
    const nowMs = clock.nowMs();
    const dueMs = Math.min(session.lastReceivedMs + intervalMs, lastBeatMs + maxQuietMs);
    awaitsLife = nowMs >= dueMs;
    if (awaitsLife) {
      lastBeatMs = nowMs;
      beat().catch(() => {});
    }
    cancel = clock.schedule(look, awaitsLife ? intervalMs : dueMs - nowMs);
  }
}
