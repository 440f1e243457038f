import type { RequestProtocol } from "../protocol/protocol.js";
import type { Security } from "../protocol/security.js";

/** What sends a request, such as a session. */
export interface Requester {
  request<C2S, S2C>(protocol: RequestProtocol<C2S, S2C>, c2s: C2S): Promise<S2C>;
}

/** Data types of securities, to be subscribed together with their pushes or to be unsubscribed: each of each. */
export interface SecurityChange {
  readonly isSub: boolean;
  /** `Qot_Common.SubType` values. */
  readonly subTypes: readonly number[];
  readonly securities: readonly Security[];
  /** Where K-lines of event contracts come from, as a `Qot_Common.EC_KlineSource` value. */
  readonly klineSource?: number | undefined;
}

/** Subscribes securities or unsubscribes them. @throws what the gateway answers */
export type SubscribeSecurities = (requester: Requester, change: SecurityChange) => Promise<void>;

/** Says which accounts are wanted: all of them, each time. @throws what the gateway answers */
export type SubscribeAccounts = (requester: Requester, accounts: readonly bigint[]) => Promise<void>;
