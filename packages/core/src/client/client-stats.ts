import type { QuotaLeft } from "../limits/limiter.js";
import type { Counters, RoundTrips } from "../telemetry/counters.js";

/** What a client has done since it was made, over all its connections. */
export interface ClientStats {
  /** Requests sent, each attempt counted, handshakes and heartbeats included. */
  readonly requests: number;
  /** Replies that answered a request, whatever their outcome. */
  readonly replies: number;
  /** Attempts after the first, of queries. */
  readonly retries: number;
  /** Bytes written to connections. */
  readonly bytesSent: number;
  /** Bytes read from connections. */
  readonly bytesReceived: number;
  /** Connections after the first. */
  readonly reconnects: number;
  /** Pushes that streams took in. A push that two streams want counts twice. */
  readonly pushes: number;
  /** Pushes that streams lost because their loops were too slow. */
  readonly pushesDropped: number;
  /** Frames that nobody waited for: late replies, and protocols of a newer gateway. */
  readonly strayFrames: number;
  /** From sending a request to its reply. Undefined before the first reply. */
  readonly roundTrips: RoundTrips | undefined;
  /**
   * What is left of the gateway's frequency limits, by the name of the budget: that of a protocol, with the account where
   * each account has a budget of its own. Only budgets that were used lately. Empty where the limiter does not tell.
   */
  readonly quota: Readonly<Record<string, QuotaLeft>>;
}

/** What stats are read from. */
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
