/** How many round trips the percentiles cover. */
const remembered = 512;

/** Round-trip times in milliseconds. The percentiles cover the newest 512 replies. */
export interface RoundTrips {
  readonly count: number;
  readonly minMs: number;
  readonly meanMs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
}

/** Counts what happens over all connections of a client. */
export class Counters {
  /** Requests sent, including heartbeats and handshakes. */
  requests = 0;
  /** Replies that answered a request, successful or not. */
  replies = 0;
  /** Retries of queries. */
  retries = 0;
  bytesSent = 0;
  bytesReceived = 0;
  /** Connections after the first. */
  reconnects = 0;
  /** Pushes that streams received, counted once per stream. */
  pushes = 0;
  /** Pushes that streams dropped because their loops were too slow. */
  pushesDropped = 0;
  /** Frames that no request was waiting for. */
  strayFrames = 0;
  readonly #newestMs: number[] = [];
  #minMs = Number.POSITIVE_INFINITY;
  #maxMs = 0;
  #sumMs = 0;

  /** Counts a reply, and how long it took in milliseconds. */
  addReply(durationMs: number): void {
    this.#newestMs[this.replies % remembered] = durationMs;
    this.replies++;
    this.#sumMs += durationMs;
    this.#minMs = Math.min(this.#minMs, durationMs);
    this.#maxMs = Math.max(this.#maxMs, durationMs);
  }

  /** How long replies took. Undefined before the first. */
  get roundTrips(): RoundTrips | undefined {
    if (this.replies === 0) return undefined;
    const sorted = [...this.#newestMs].sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return {
      count: this.replies,
      minMs: this.#minMs,
      meanMs: this.#sumMs / this.replies,
      p50Ms: at(0.5),
      p95Ms: at(0.95),
      maxMs: this.#maxMs,
    };
  }
}
