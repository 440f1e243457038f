import type { RequestRateLimit } from "@opend/core";

/** What sending a request has to know of its protocol. */
export interface Traits {
  /** Whether it reads, changes something, or belongs to the connection itself. */
  readonly kind: "query" | "command" | "session";
  /** The field of the body that protects it against replay, if it has one. */
  readonly packetId?: string;
  /** The gateway's frequency limit, when one is documented. */
  readonly rateLimit?: RequestRateLimit<object>;
}
