import type { Security } from "../../protocol/security.js";
import type { QuoteVariant } from "../requester.js";

/** One unit of the gateway's subscription quota: a data type of a security. */
export interface Topic extends QuoteVariant {
  /** A `Qot_Common.SubType` value. */
  readonly subType: number;
  readonly security: Security;
  /** The source of event contract K-lines, as a `Qot_Common.EC_KlineSource` value. */
  readonly klineSource?: number | undefined;
}

/** A key of what a topic is subscribed with. The gateway has one variant of a topic at a time. */
export function variantKey({ klineSource, extendedTime, session, isSubOrderBookDetail }: Topic): string {
  return [klineSource, extendedTime, session, isSubOrderBookDetail].join(" ").trim();
}

/** A key that identifies a topic, as far as a push says which one it belongs to. */
export function topicKey({ subType, security: { market, code } }: Topic): string {
  return `${subType} ${market} ${code}`;
}
