import type { Codec } from "../message/codec.js";
import type { Reply } from "../protocol/protocol.js";
import type { Security } from "../protocol/security.js";
import type { PushHost } from "./push-host.js";
import type { SubscribeAccounts, SubscribeSecurities } from "./requester.js";
import type { AnyPushOptions } from "./stream/push-options.js";
import type { PushStream } from "./stream/push-stream.js";

/**
 * A protocol of pushes. `feed` says what makes the gateway send them: subscribed data types of securities (`quote`) or
 * of event contracts (`eventContract`), subscribed accounts (`account`), or none of these (`plain`).
 */
export type PushProtocol<S2C> =
  | QuotePushProtocol<S2C>
  | EventContractPushProtocol<S2C>
  | AccountPushProtocol<S2C>
  | PlainPushProtocol<S2C>;

/** The properties that all pushes have. */
interface PushIdentity<S2C> {
  /** The number in the frame header. */
  readonly id: number;
  /** The official name, such as `Notify`. */
  readonly name: string;
  readonly kind: "push";
  /** Codec of the message. */
  readonly push: Codec<Reply<S2C>>;
  /**
   * Creates the object that streams a client's pushes. A client calls it once, on first use, so a program without
   * pushes does not load that code.
   */
  readonly createHub: (host: PushHost) => PushStreamer;
}

/** Streams the pushes of one client. */
export interface PushStreamer {
  /** Streams the pushes of one protocol. @throws `InvalidCode`, `InvalidOption` */
  stream<S2C>(protocol: PushProtocol<S2C>, options: AnyPushOptions): PushStream<S2C>;
}

/** A push about subscribed data types of securities. */
interface SecurityPush<S2C> extends PushIdentity<S2C> {
  /** The data types that the push carries, as `Qot_Common.SubType` values. Each push belongs to one of them. */
  readonly subTypes: readonly number[];
  /** The data type that is subscribed by default. Absent when the program must name one. */
  readonly defaultSubType?: number;
  /** The securities that a push is about. */
  securities(s2c: S2C): Security[];
  /**
   * Returns a key for pushes of one data type and security that do not replace each other. Absent when the newest push
   * always replaces the older ones.
   */
  keyOf?(s2c: S2C): string;
  /** Subscribes and unsubscribes. */
  readonly subscribe: SubscribeSecurities;
}

/** A push of quotes. The gateway sends it to connections that are subscribed and registered with `Qot_Sub`. */
export interface QuotePushProtocol<S2C> extends SecurityPush<S2C> {
  readonly feed: "quote";
  /** Returns the data type that a push belongs to, or undefined when that type cannot be subscribed. */
  subTypeOf(s2c: S2C): number | undefined;
}

/**
 * A push about event contracts. The gateway sends it to connections that are subscribed with `Qot_SubEventContract`.
 */
export interface EventContractPushProtocol<S2C> extends SecurityPush<S2C> {
  readonly feed: "eventContract";
  /**
   * Returns the data type that a push belongs to. Absent when pushes do not say; a client can then subscribe only one
   * of them at a time per contract.
   */
  subTypeOf?(s2c: S2C): number | undefined;
}

/** A push about an account. The gateway sends it to connections that named the account with `Trd_SubAccPush`. */
export interface AccountPushProtocol<S2C> extends PushIdentity<S2C> {
  readonly feed: "account";
  /** The account that a push is about. */
  accountOf(s2c: S2C): bigint;
  /** Returns the id of the push's subject within the account, such as the order. The newest push of an id counts. */
  keyOf(s2c: S2C): string;
  /** Sets the accounts whose pushes are wanted. */
  readonly subscribe: SubscribeAccounts;
}

/** A push that needs no subscription. */
export interface PlainPushProtocol<S2C> extends PushIdentity<S2C> {
  readonly feed: "plain";
}
