import type { Clock } from "../base/clock.js";
import type { OpendError } from "../base/opend-error.js";
import type { FailedTopic } from "../protocol/failed-topic.js";
import type { Telemetry } from "../telemetry/telemetry.js";
import type { Frame } from "../wire/frame.js";
import type { Requester } from "./requester.js";

/** One session, as far as subscriptions are concerned. */
export interface PushSession extends Requester {
  /** Whether it has not ended. */
  readonly isOpen: boolean;
}

/** What pushes need of their client. */
export interface PushHost {
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  /** Resolves at the end of the client, with its cause; undefined after `close()`. Never rejects. */
  readonly closed: Promise<OpendError | undefined>;
  /** Waits for a session that is ready. @throws `Aborted`; `SessionClosed` or `ConnectionLost` after the end */
  whenReady(options: { readonly timeoutMs: number; readonly signal: AbortSignal }): Promise<PushSession>;
  /** Calls back with each push that arrives, on any session. */
  onPush(listener: (frame: Frame) => void): void;
  /**
   * Calls back with each session after the first, before it counts as ready. The listener subscribes again, and returns
   * what the gateway refused.
   */
  onReconnected(listener: (session: PushSession) => Promise<readonly FailedTopic[]>): void;
}
