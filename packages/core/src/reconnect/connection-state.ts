import type { OpendError } from "../base/opend-error.js";
import type { GatewayInfo } from "../discovery/gateway-info.js";
import type { FailedTopic } from "../protocol/failed-topic.js";

/**
 * What a client's connection is doing. `epoch` counts the client's connections: 1 is the first. Facts from one epoch
 * (subscriptions, ids) do not hold in the next.
 */
export type ConnectionState =
  | {
      readonly status: "ready";
      readonly epoch: number;
      /** The gateway at the other end. */
      readonly gateway: GatewayInfo;
      /** The outcome of subscribing again. Undefined for the first connection. */
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
      /** Why the connection was lost: the first cause, not that of a failed attempt. */
      readonly cause: OpendError;
      /** Why the previous attempt failed. */
      readonly lastFailure: OpendError | undefined;
    }
  | {
      /** The end: no other state follows. */
      readonly status: "closed";
      readonly epoch: number;
      /** Undefined after `close()`. */
      readonly cause: OpendError | undefined;
    };

/** What happened while the connection was replaced. Programs can use it to fetch missed data. */
export interface Resumed {
  /** Milliseconds from the last byte of the old connection until the subscriptions were restored. */
  readonly gapMs: number;
  /** Subscriptions that the gateway refused this time. */
  readonly failed: readonly FailedTopic[];
}
