import type { ConnectOptions } from "@opend/core";

/** What a program may set. The official packages have no options. */
export interface SocketOptions {
  /**
   * Keeps the gateway's frequency limits. Default: a sliding window per protocol, shared by all clients of this process
   * that reach the same gateway. `false` sends right away, as the official packages do.
   */
  readonly limiter?: ConnectOptions["limiter"];
  /** Called when a request has to wait for the frequency limit. */
  readonly onQuotaWait?: ConnectOptions["onQuotaWait"];
  /** Recognizes a refusal for too many requests by its text, besides the texts that are known. */
  readonly rateLimitText?: ConnectOptions["rateLimitText"];
  /** Which certificates to accept over `wss://`. Default: those that the runtime trusts. */
  readonly tls?: ConnectOptions["tls"];
  /** What to log, and where. Default: the variable `OPEND_LOG`, else `"warn"`, on stderr. */
  readonly log?: ConnectOptions["log"];
  /** The source of time. Default: the machine. */
  readonly clock?: ConnectOptions["clock"];
}
