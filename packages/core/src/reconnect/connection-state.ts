import type { OpendError } from "../base/opend-error.js";
import type { GatewayInfo } from "../discovery/gateway-info.js";
import type { FailedTopic } from "../protocol/failed-topic.js";

/**
 * What a client's connection is doing. `epoch` counts the connections that it has had: 1 is the first; what was learnt
 * under one epoch (subscriptions, ids) does not hold in the next.
 */
export type ConnectionState =
  | {
      readonly status: "ready";
      readonly epoch: number;
      /** The gateway at the other end. */
      readonly gateway: GatewayInfo;
      /** How subscriptions were made again. Undefined for the first connection. */
      readonly resumed: Resumed | undefined;
    }
  | {
      /** Waiting to connect again, or connecting. */
      readonly status: "reconnecting";
      readonly epoch: number;
      /** 1 for the first attempt since the last stable connection. */
      readonly attempt: number;
      /** Milliseconds from the start of this state to the attempt. */
      readonly delayMs: number;
      /** Why the connection went: the first cause, not that of a failed attempt. */
      readonly cause: OpendError;
      /** Why the attempt before this one failed. */
      readonly lastFailure: OpendError | undefined;
    }
  | {
      /** The end. It is the last state. */
      readonly status: "closed";
      readonly epoch: number;
      /** Undefined after `close()`. */
      readonly cause: OpendError | undefined;
    };

/** What a new connection has taken over from the one before: enough to fetch what was missed. */
export interface Resumed {
  /** Milliseconds from the last byte of the old connection until subscriptions were made again. */
  readonly gapMs: number;
  /** Subscriptions that the gateway did not take again. */
  readonly failed: readonly FailedTopic[];
}
