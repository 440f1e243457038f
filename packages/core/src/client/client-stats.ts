import type { QuotaLeft } from "../limits/limiter.js";
import type { Counters, RoundTrips } from "../telemetry/counters.js";

/** What a client has done since it was created, over all its connections. */
export interface ClientStats {
  /** Requests sent. Counts each attempt, handshakes and heartbeats. */
  readonly requests: number;
  /** Replies that answered a request, successful or not. */
  readonly replies: number;
  /** Retries of queries: attempts after the first. */
  readonly retries: number;
  /** Bytes written to connections. */
  readonly bytesSent: number;
  /** Bytes read from connections. */
  readonly bytesReceived: number;
  /** Connections after the first. */
  readonly reconnects: number;
  /** Pushes that streams received. A push that two streams want counts twice. */
  readonly pushes: number;
  /** Pushes that streams dropped because their loops were too slow. */
  readonly pushesDropped: number;
  /** Frames that no request was waiting for: late replies, and protocols of a newer gateway. */
  readonly strayFrames: number;
  /** Time from sending a request to its reply. Undefined before the first reply. */
  readonly roundTrips: RoundTrips | undefined;
  /**
   * What is left of the gateway's frequency limits, by name of the budget: the name of a protocol, with the account if
   * each account has its own budget. Only budgets that were used recently. Empty when the limiter does not report them.
   */
  readonly quota: Readonly<Record<string, QuotaLeft>>;
}

/** The sources of the stats. */
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
