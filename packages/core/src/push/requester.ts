import type { SentProtocol } from "../protocol/protocol.js";
import type { Security } from "../protocol/security.js";

/** Sends requests, as a session does. */
export interface Requester {
  request<C2S, S2C, Input>(protocol: SentProtocol<C2S, S2C, Input>, input: NoInfer<Input>): Promise<S2C>;
}

/** What a subscription of quotes may have besides its data types: the fields of `Qot_Sub`. */
export interface QuoteVariant {
  /** Whether US pre-market and after-hours data count: K-lines, time-share lines and tickers. */
  readonly extendedTime?: boolean | undefined;
  /** The sessions that count for US securities, as a `Common.Session` value. */
  readonly session?: number | undefined;
  /** Whether order books come with their single orders. Needs the HK right SF. */
  readonly isSubOrderBookDetail?: boolean | undefined;
}

/** Data types of securities to subscribe, with their pushes, or to unsubscribe: each data type of each security. */
export interface SecurityChange extends QuoteVariant {
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
