import type { Security } from "../../protocol/security.js";

/** One unit of the gateway's subscription quota: a data type of a security. */
export interface Topic {
  /** A `Qot_Common.SubType` value. */
  readonly subType: number;
  readonly security: Security;
  /** The source of event contract K-lines, as a `Qot_Common.EC_KlineSource` value. */
  readonly klineSource?: number | undefined;
}

/** A key that identifies a topic, as far as a push says which one it belongs to. */
export function topicKey({ subType, security: { market, code } }: Topic): string {
  return `${subType} ${market} ${code}`;
}
