import { createError } from "../errors.js";
import type { Session } from "./session.js";

/** A gateway that announces 0 must not be flooded. */
const minIntervalMs = 1000;

/** How a session shows that it is alive and finds out whether the gateway is. */
export interface Heartbeat {
  /** Time between looks at the connection, in milliseconds. */
  readonly intervalMs: number;
  /** Longest time without a beat of our own, in milliseconds. */
  readonly maxQuietMs: number;
  /** Sends one. Its answer is of no interest: any byte that arrives is a sign of life. */
  beat(): Promise<unknown>;
}

/**
 * Beats until the session ends. A beat is sent when nothing has arrived for an interval, and when the gateway would
 * otherwise miss ours. When nothing at all arrives within an interval after it, the other end is gone and the
 * transport has not noticed: the session ends, within three intervals of the last byte.
 */
export function startHeartbeat(session: Session, { intervalMs: announcedMs, maxQuietMs, beat }: Heartbeat): void {
  const { clock, link } = session;
  const intervalMs = Math.max(announcedMs, minIntervalMs);
  let lastBeatMs = clock.nowMs();
  let awaitsLife = false;
  let cancel = clock.schedule(look, intervalMs);
  session.closed.then(() => cancel());

  function look(): void {
    const nowMs = clock.nowMs();
    const hasArrived = session.lastReceivedMs >= lastBeatMs;
    if (awaitsLife && !hasArrived) {
      const message = `the gateway at ${link.endpoint} does not answer the heartbeat`;
      session.fail(createError("ConnectionLost", message, { sent: true }));
      return;
    }
    const isIdle = nowMs - session.lastReceivedMs >= intervalMs;
    const isDue = nowMs + intervalMs - lastBeatMs > maxQuietMs;
    awaitsLife = isIdle || isDue;
    if (awaitsLife) {
      lastBeatMs = nowMs;
      beat().catch(() => {});
    }
    cancel = clock.schedule(look, intervalMs);
  }
}
