import { cleanText } from "../base/clean-text.js";
import type { Clock } from "../base/clock.js";
import type { Reply } from "../protocol/protocol.js";
import type { Telemetry } from "../telemetry/telemetry.js";
import type { Transport } from "../transport/transport.js";

/** What a trace needs of its session. */
interface TracedSession {
  readonly transport: Pick<Transport, "endpoint">;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
}

/** Counts one request and its reply, and logs them as one entry. */
export class RequestTrace {
  readonly #session: TracedSession;
  readonly #protocol: { readonly id: number; readonly name: string };
  readonly #serial: number;
  readonly #bytesSent: number;
  readonly #startMs: number;
  #bytesReceived = 0;

  constructor(
    session: TracedSession,
    protocol: { readonly id: number; readonly name: string },
    serial: number,
    bytesSent: number,
  ) {
    this.#session = session;
    this.#protocol = protocol;
    this.#serial = serial;
    this.#bytesSent = bytesSent;
    this.#startMs = session.clock.nowMs();
    session.telemetry.counters.requests++;
  }

  /** A reply with this many bytes arrived. */
  answered(bytes: number): void {
    this.#bytesReceived = bytes;
    this.#session.telemetry.counters.addReply(this.#session.clock.nowMs() - this.#startMs);
  }

  /** Records that the reply was decoded. */
  end({ retType, retMsg }: Pick<Reply<unknown>, "retType" | "retMsg">): void {
    if (!this.#isHeard) return;
    this.#log(retType, undefined, `retType ${retType}${retMsg ? `: ${cleanText(retMsg)}` : ""}`);
  }

  /** There was no reply, or none that can be read. */
  fail(error: unknown): void {
    if (!this.#isHeard) return;
    const reason = error instanceof Error ? error : new Error(String(error));
    this.#log(undefined, reason, reason.message);
  }

  get #isHeard(): boolean {
    return this.#session.telemetry.hears("debug", "request");
  }

  #log(retType: number | undefined, error: Error | undefined, outcome: string): void {
    const { telemetry, clock, transport } = this.#session;
    const { id, name } = this.#protocol;
    const durationMs = clock.nowMs() - this.#startMs;
    const sizes = `${this.#bytesSent} bytes out, ${this.#bytesReceived} bytes in`;
    telemetry.log({
      level: "debug",
      event: "request",
      message: `${name} (${id}) serial ${this.#serial}: ${durationMs.toFixed(1)} ms, ${sizes}, ${outcome}`,
      endpoint: transport.endpoint,
      protocol: name,
      protocolId: id,
      serial: this.#serial,
      durationMs,
      bytesSent: this.#bytesSent,
      bytesReceived: this.#bytesReceived,
      retType,
      error,
    });
  }
}
