import type { SentProtocol } from "@opend/core/internal";
import { traits } from "../gen/protocols/commands.js";
import type { Outcome } from "../root/read-reply.js";

/** A request whose bytes are ready. */
export interface ReadyRequest {
  readonly cmd: number;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The body, for limits per account or page. */
  readonly c2s: object;
}

/** Returns a request as a protocol of the session: it passes the bytes, and hands the reply to `read`. */
export function protocolOf(
  { cmd, name, bytes, c2s }: ReadyRequest,
  read: (body: Uint8Array) => Outcome,
): SentProtocol<object, unknown, undefined> {
  const { kind = "query", rateLimit } = traits.get(cmd) ?? {};
  return {
    id: cmd,
    name,
    kind,
    complete: () => c2s,
    request: { encode: () => bytes },
    response: { decode: read },
    // The body stays within the reply.
    s2c: { decode: () => undefined },
    ...(rateLimit && { rateLimit }),
  };
}
