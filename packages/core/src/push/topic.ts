import type { Security } from "../security.js";

/** One unit of the gateway's subscription quota: a data type of a security. */
export interface Topic {
  /** A `Qot_Common.SubType` value. */
  readonly subType: number;
  readonly security: Security;
}

/** What tells topics apart. */
export function topicKey({ subType, security: { market, code } }: Topic): string {
  return `${subType} ${market} ${code}`;
}
