import { createError } from "../base/errors.js";
import type { Session } from "./session.js";

/** Protects a gateway that announces 0 from a flood. */
const minIntervalMs = 1000;

/** How a session shows that it is alive, and checks that the gateway is. */
export interface Heartbeat {
  /** Milliseconds from the last byte to a beat, and from a beat to the end of a connection that stays silent. */
  readonly intervalMs: number;
  /** The longest time without a beat of our own, in milliseconds. */
  readonly maxQuietMs: number;
  /** Sends a beat. The answer does not matter: any byte that arrives is a sign of life. */
  beat(): Promise<unknown>;
}

/**
 * Beats until the session ends. A beat is due one interval after the last byte arrived, and when the gateway would
 * otherwise miss ours. If nothing arrives within an interval after a beat, the other end is gone and the transport has
 * not noticed. The session then ends, two intervals after the last byte.
 */
export function startHeartbeat(session: Session, { intervalMs: announcedMs, maxQuietMs, beat }: Heartbeat): void {
  const { clock, transport } = session;
  const intervalMs = Math.max(announcedMs, minIntervalMs);
  let lastBeatMs = clock.nowMs();
  let awaitsLife = false;
  let cancel = clock.schedule(look, intervalMs);
  session.closed.then(() => cancel());

  // Bytes do not move the timer. When it fires, it checks whether a beat is due, and waits for the rest.
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
