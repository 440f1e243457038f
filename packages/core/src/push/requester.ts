import type { RequestProtocol } from "../protocol/protocol.js";
import type { Security } from "../protocol/security.js";

/** Sends requests, such as a session. */
export interface Requester {
  request<C2S, S2C>(protocol: RequestProtocol<C2S, S2C>, c2s: C2S): Promise<S2C>;
}

/**
 * A request to subscribe data types of securities together with their pushes, or to unsubscribe them. It applies to
 * every combination of data type and security.
 */
export interface SecurityChange {
  readonly isSub: boolean;
  /** `Qot_Common.SubType` values. */
  readonly subTypes: readonly number[];
  readonly securities: readonly Security[];
  /** The source of event contract K-lines, as a `Qot_Common.EC_KlineSource` value. */
  readonly klineSource?: number | undefined;
}

/** Subscribes or unsubscribes securities. @throws the gateway's error */
export type SubscribeSecurities = (requester: Requester, change: SecurityChange) => Promise<void>;

/** Sets the wanted accounts: the complete list, each time. @throws the gateway's error */
export type SubscribeAccounts = (requester: Requester, accounts: readonly bigint[]) => Promise<void>;
