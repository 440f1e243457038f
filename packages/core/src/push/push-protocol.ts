import type { Codec } from "../message/codec.js";
import type { Reply } from "../protocol/protocol.js";
import type { Security } from "../protocol/security.js";
import type { PushHost } from "./push-host.js";
import type { SubscribeAccounts, SubscribeSecurities } from "./requester.js";
import type { AnyPushOptions } from "./stream/push-options.js";
import type { PushStream } from "./stream/push-stream.js";

/**
 * A protocol that the gateway sends on its own. `feed` says what triggers it: subscribed data types of securities
 * (`quote`) or of event contracts (`eventContract`), subscribed accounts (`account`), or no subscription (`plain`).
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
   * Splits a push into parts that are buffered, replaced and delivered one by one. A part that a stream does not want is
   * left out. Absent when a push stays whole.
   */
  split?(s2c: S2C): readonly S2C[];
  /** Creates the streamer of a client. A client calls it once, so a program without pushes loads none of that code. */
  readonly createHub: (host: PushHost) => PushStreamer;
}

/** Streams the pushes of one client. */
export interface PushStreamer {
  /** Streams the pushes of one protocol. @throws `InvalidCode`, `InvalidOption` */
  stream<S2C>(protocol: PushProtocol<S2C>, options: AnyPushOptions): PushStream<S2C>;
}

/** A push about data types of securities. These are what a client subscribes to. */
interface SecurityPush<S2C> extends PushIdentity<S2C> {
  /** The data types that the push carries, as `Qot_Common.SubType` values. Each push belongs to one of them. */
  readonly subTypes: readonly number[];
  /** The data type to subscribe to when none is named. Absent when one has to be named. */
  readonly defaultSubType?: number;
  /** The securities that a push is about. */
  securities(s2c: S2C): Security[];
  /**
   * Distinguishes pushes of one data type and security that do not replace each other. Absent when the newest always
   * replaces the others.
   */
  keyOf?(s2c: S2C): string;
  /** Subscribes and unsubscribes. */
  readonly subscribe: SubscribeSecurities;
}

/** A push of quotes. The gateway sends it to connections that are subscribed and registered with `Qot_Sub`. */
export interface QuotePushProtocol<S2C> extends SecurityPush<S2C> {
  readonly feed: "quote";
  /** The data type that a push belongs to. Undefined when it is none that can be subscribed. */
  subTypeOf(s2c: S2C): number | undefined;
}

/**
 * A push about event contracts. The gateway sends it to connections that are subscribed with `Qot_SubEventContract`.
 */
export interface EventContractPushProtocol<S2C> extends SecurityPush<S2C> {
  readonly feed: "eventContract";
  /**
   * The data type that a push belongs to. Absent when pushes do not say: a client then has one at a time per contract.
   */
  subTypeOf?(s2c: S2C): number | undefined;
}

/** A push about an account. The gateway sends it to connections that named the account with `Trd_SubAccPush`. */
export interface AccountPushProtocol<S2C> extends PushIdentity<S2C> {
  readonly feed: "account";
  /** The account that a push is about. */
  accountOf(s2c: S2C): bigint;
  /** The id of its subject within the account, such as the order. The newest push of an id counts. */
  keyOf(s2c: S2C): string;
  /** Sets the accounts whose pushes are wanted. */
  readonly subscribe: SubscribeAccounts;
}

/** A push that needs no subscription. */
export interface PlainPushProtocol<S2C> extends PushIdentity<S2C> {
  readonly feed: "plain";
}
