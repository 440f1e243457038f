import type { QuotaLeft } from "../limits/limiter.js";
import type { Counters, RoundTrips } from "../telemetry/counters.js";

/** The counters of a client since it was created, over all its connections. */
export interface ClientStats {
  /** Requests sent, counting each attempt, including handshakes and heartbeats. */
  readonly requests: number;
  /** Replies that answered a request, whatever their outcome. */
  readonly replies: number;
  /** Attempts of queries after the first. */
  readonly retries: number;
  /** Bytes written to connections. */
  readonly bytesSent: number;
  /** Bytes read from connections. */
  readonly bytesReceived: number;
  /** Connections after the first. */
  readonly reconnects: number;
  /** Pushes that streams accepted. A push that two streams want counts twice. */
  readonly pushes: number;
  /** Pushes that streams lost because their loops were too slow. */
  readonly pushesDropped: number;
  /** Frames that no request was waiting for: late replies, and protocols of a newer gateway. */
  readonly strayFrames: number;
  /** The times from sending a request to its reply. Undefined before the first reply. */
  readonly roundTrips: RoundTrips | undefined;
  /**
   * The rest of the gateway's frequency limits, by the name of the budget: the name of a protocol, with the account
   * when each account has a budget of its own. Contains only recently used budgets. Empty when the limiter cannot tell.
   */
  readonly quota: Readonly<Record<string, QuotaLeft>>;
}

/** The source of the stats. */
interface StatsSource {
  readonly telemetry: { readonly counters: Counters };
  readonly current: { readonly session: { readonly quotaLeft: Readonly<Record<string, QuotaLeft>> } };
}

/** Takes a snapshot. */
export function readStats({ telemetry: { counters }, current }: StatsSource): ClientStats {
  const { requests, replies, retries, bytesSent, bytesReceived, reconnects, roundTrips } = counters;
  const { pushes, pushesDropped, strayFrames } = counters;
  return {
    requests,
    replies,
    retries,
    bytesSent,
    bytesReceived,
    reconnects,
    pushes,
    pushesDropped,
    strayFrames,
    roundTrips,
    quota: current.session.quotaLeft,
  };
}
