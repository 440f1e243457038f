import { abortedError } from "../../base/aborted-error.js";
import { createError, isOpendError } from "../../base/errors.js";
import type { OpendError } from "../../base/opend-error.js";
import type { FailedTopic } from "../../protocol/failed-topic.js";
import type { PushHost } from "../push-host.js";
import type { PushProtocol } from "../push-protocol.js";
import type { Interest } from "./interest.js";
import { logRefused } from "./log-refused.js";
import { PushBuffer } from "./push-buffer.js";
import type { PushOptions } from "./push-options.js";
import type { PushEvent, PushSource, StreamResumed } from "./push-stream.js";

const defaultBufferSize = 1000;

/** The part of a client that a consumer uses. */
export type ConsumerHost = Pick<PushHost, "clock" | "telemetry">;

/** The place in the buffer at which a new connection begins. */
interface Gap {
  /** Pushes of this connection and later ones come after it. */
  readonly connection: number;
  /** Undefined until the subscriptions are restored. */
  resumed: StreamResumed | undefined;
}

/**
 * The receiving side of one stream of pushes. When it ends, for any reason, it releases its topics, even if pushes still
 * wait in it.
 */
export class PushConsumer<S2C> implements PushSource<S2C> {
  readonly protocol: PushProtocol<S2C>;
  /** Called when a push or the end is available. */
  onArrival = () => {};
  readonly #interest: Interest<S2C>;
  readonly #options: PushOptions;
  readonly #host: ConsumerHost;
  readonly #buffer: PushBuffer<S2C>;
  readonly #onReleased: () => void;
  /** Fires when the stream has released its topics. */
  readonly #released = new AbortController();
  readonly #onAbort: () => void;
  #isSubscribed = false;
  #end: { readonly error: unknown } | undefined;
  #opened: Promise<void> | undefined;
  #isSlow = false;
  /** Counts the connections since the consumer began. */
  #connection = 1;
  /** Gaps that the loop has not been told. */
  #gaps: Gap[] = [];

  /** @param onReleased called once, when the consumer must not receive anything more */
  constructor(
    protocol: PushProtocol<S2C>,
    interest: Interest<S2C>,
    options: PushOptions,
    host: ConsumerHost,
    onReleased: () => void,
  ) {
    const { bufferSize = defaultBufferSize, policy = "drop-oldest" } = options;
    this.protocol = protocol;
    this.#interest = interest;
    this.#options = options;
    this.#host = host;
    this.#onReleased = onReleased;
    this.#buffer = new PushBuffer(bufferSize, policy, (s2c) => interest.keyOf(s2c));
    this.#onAbort = () => this.end(abortedError(options.signal));
  }

  /** Subscribes, once. Resolves when the gateway has accepted what it does. @throws what ended the stream before */
  open(): Promise<void> {
    this.#opened ??= this.#subscribe();
    return this.#opened;
  }

  /** Pushes that this consumer has dropped. */
  get dropped(): number {
    return this.#buffer.dropped;
  }

  /** Topics of this consumer that the current session did not accept. */
  get refused(): readonly FailedTopic[] {
    return this.#interest.refused();
  }

  /** @throws the error that ended the stream, even while pushes wait in it */
  throwEnd(): void {
    if (this.#end?.error !== undefined) throw this.#end.error;
  }

  /** Whether the stream has ended. Pushes may still wait in it. */
  get hasEnded(): boolean {
    return this.#end !== undefined;
  }

  /** Receives a packet of the protocol, if this consumer wants it. */
  receive(body: Uint8Array): void {
    if (this.#end) return;
    try {
      const { s2c } = this.protocol.push.decode(body);
      if (s2c === undefined) return;
      if (this.protocol.split === undefined) {
        if (!this.#interest.wants(s2c)) return;
        this.#add(s2c);
      } else {
        const parts = this.protocol.split(s2c).filter((part) => this.#interest.wants(part));
        for (const part of parts) if (!this.#end) this.#add(part);
      }
    } catch (error) {
      if (!isOpendError(error)) throw error;
      this.end(error);
    }
    this.onArrival();
  }

  /** A new connection begins: pushes from now on come after a gap. */
  resuming(): void {
    this.#connection++;
    const isTold = this.#gaps.at(-1)?.resumed !== undefined || this.#gaps.length === 0;
    const hasBegun = this.#isSubscribed || this.#buffer.length > 0;
    // A connection that was lost before it was ready leaves one gap together with the next.
    if (isTold && hasBegun) this.#gaps.push({ connection: this.#connection, resumed: undefined });
  }

  /** The subscriptions are restored. When the new session accepted none, the stream ends with the refusal. */
  resumed(gapMs: number): void {
    const { refused } = this;
    const gap = this.#gaps.at(-1);
    if (gap) gap.resumed ??= { gapMs, refused };
    if (this.#isSubscribed && !this.#end) this.#tellRefused(refused);
    this.onArrival();
  }

  /** Ends the stream, with or without an error. Waiting pushes are still delivered, except after `Aborted`. */
  end(error?: unknown): void {
    this.#end ??= { error };
    this.#release();
    this.onArrival();
  }

  /** Ends the stream with the client. A stream that is still subscribing gets the outcome of that instead. */
  endWithClient(cause: OpendError | undefined): void {
    if (this.#isSubscribed) this.end(cause);
  }

  /** The next push. Undefined when there is none. @throws the error that ended the stream */
  take(): IteratorResult<S2C, void> | undefined {
    if (this.#gaps.length > 0) this.#gaps = [];
    return this.#takePush();
  }

  /** The next push or the end of a gap. Undefined when there is none. @throws the error that ended the stream */
  takeEvent(): IteratorResult<PushEvent<S2C>, void> | undefined {
    if (!this.#isSubscribed && !this.#end) return undefined;
    const connection = this.#buffer.nextConnection ?? this.#connection;
    const [gap] = this.#gaps;
    if (gap && gap.connection <= connection && !isOpendError(this.#end?.error, "Aborted")) {
      if (gap.resumed) {
        this.#gaps.shift();
        return { done: false, value: { kind: "resumed", ...gap.resumed } };
      }
      // Pushes of the new connection wait until the gap is told.
      if (!this.#end) return undefined;
    }
    const next = this.#takePush();
    if (next === undefined || next.done) return next;
    return { done: false, value: { kind: "push", push: next.value, connection } };
  }

  #takePush(): IteratorResult<S2C, void> | undefined {
    if (!this.#isSubscribed && !this.#end) return undefined;
    const error = this.#end?.error;
    const value = isOpendError(error, "Aborted") ? undefined : this.#buffer.take();
    if (value !== undefined) return { done: false, value };
    if (error !== undefined) throw error;
    return this.#end && { done: true, value: undefined };
  }

  /** Keeps the process alive while the program waits for pushes, also during a reconnect. */
  wait(): () => void {
    return this.#host.clock.schedule(() => {}, Number.POSITIVE_INFINITY);
  }

  /** Leaves the stream. Drops the waiting pushes. */
  close(): void {
    this.#end ??= { error: undefined };
    this.#release();
  }

  async #subscribe(): Promise<void> {
    const { signal } = this.#options;
    if (signal?.aborted) this.#onAbort();
    else signal?.addEventListener("abort", this.#onAbort, { once: true });
    if (!this.hasEnded) await this.#join();
    this.throwEnd();
    this.onArrival();
  }

  async #join(): Promise<void> {
    try {
      await this.#interest.join(this.#released.signal, this.#options.onFailure === "skip");
    } catch (error) {
      this.end(error);
      this.throwEnd();
      throw error;
    }
    if (this.hasEnded) {
      this.#interest.leave();
      return;
    }
    this.#isSubscribed = true;
    if (this.#options.onFailure !== "skip") return;
    logRefused(this.#host.telemetry, this.refused);
    this.#tellRefused(this.refused);
  }

  #tellRefused(refused: readonly FailedTopic[]): void {
    const [first] = refused;
    if (!first) return;
    this.#host.telemetry.callback("onRefused", this.#options.onRefused, refused);
    if (refused.length === this.#interest.size) this.end(first.error);
  }

  #release(): void {
    if (this.#released.signal.aborted) return;
    this.#options.signal?.removeEventListener("abort", this.#onAbort);
    this.#released.abort();
    this.#onReleased();
    if (this.#isSubscribed) this.#interest.leave();
  }

  #add(s2c: S2C): void {
    const { counters } = this.#host.telemetry;
    const droppedBefore = this.dropped;
    counters.pushes++;
    if (!this.#buffer.add(s2c, this.#connection)) {
      counters.pushesDropped++;
      this.#reportSlow();
      this.end(this.#tooSlow());
    } else if (this.dropped > droppedBefore) {
      counters.pushesDropped++;
      this.#reportSlow();
    }
  }

  #tooSlow(): OpendError {
    const { name } = this.protocol;
    const { bufferSize = defaultBufferSize } = this.#options;
    const message = `${name}: ${bufferSize} pushes are waiting and more are arriving; take them faster, or choose another policy`;
    return createError("SlowConsumer", message, { protocol: name, bufferSize });
  }

  #reportSlow(): void {
    if (this.#isSlow) return;
    this.#isSlow = true;
    const { telemetry } = this.#host;
    const event = { protocol: this.protocol.name, waiting: this.#buffer.length };
    const message = `${event.protocol}: the loop is too slow; ${event.waiting} pushes are waiting and more are arriving`;
    telemetry.log({ level: "warn", event: "slow-consumer", message, ...event });
    telemetry.callback("onSlowConsumer", this.#options.onSlowConsumer, event);
  }
}
