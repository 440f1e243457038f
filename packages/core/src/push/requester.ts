import type { SentProtocol } from "../protocol/protocol.js";
import type { Security } from "../protocol/security.js";

/** Sends requests, as a session does. */
export interface Requester {
  request<C2S, S2C, Input>(protocol: SentProtocol<C2S, S2C, Input>, input: NoInfer<Input>): Promise<S2C>;
}

/** Data types of securities to subscribe, with their pushes, or to unsubscribe: each data type of each security. */
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

/** Sets the wanted accounts: each call replaces all of them. @throws the gateway's error */
export type SubscribeAccounts = (requester: Requester, accounts: readonly bigint[]) => Promise<void>;
