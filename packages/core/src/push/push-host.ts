import type { Clock } from "../base/clock.js";
import type { OpendError } from "../base/opend-error.js";
import type { FailedTopic } from "../protocol/failed-topic.js";
import type { Telemetry } from "../telemetry/telemetry.js";
import type { Frame } from "../wire/frame.js";
import type { Requester } from "./requester.js";

/** The part of a session that subscriptions use. */
export interface PushSession extends Requester {
  /** Whether it has not ended. */
  readonly isOpen: boolean;
}

/** The part of a client that pushes use. */
export interface PushHost {
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  /** Resolves at the end of the client with its cause, or with undefined after `close()`. Never rejects. */
  readonly closed: Promise<OpendError | undefined>;
  /** Waits for a session that is ready. @throws `Aborted`; `SessionClosed` or `ConnectionLost` after the end */
  whenReady(options: { readonly timeoutMs: number; readonly signal: AbortSignal }): Promise<PushSession>;
  /** Calls back with each push that arrives, on any session. */
  onPush(listener: (frame: Frame) => void): void;
  /**
   * Calls back with each session after the first, before it counts as ready. The listener renews the subscriptions and
   * returns those that the gateway refused.
   */
  onReconnected(listener: (next: NextSession) => Promise<readonly FailedTopic[]>): void;
}

/** A session that follows a lost one. */
export interface NextSession {
  readonly session: PushSession;
  /** When the last byte of the connection that was lost arrived, on the clock of the client. */
  readonly silentSinceMs: number;
}
