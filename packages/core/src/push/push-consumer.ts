import type { Clock } from "../clock.js";
import { createError, isOpendError, type OpendError } from "../errors.js";
import type { PushProtocol } from "../protocol/push-protocol.js";
import { abortedError } from "../session/aborted-error.js";
import type { Interest } from "./interest.js";
import { PushBuffer } from "./push-buffer.js";
import type { PushOptions } from "./push-options.js";

const defaultBufferSize = 1000;

/** One stream of pushes, from the side where they come in. */
export class PushConsumer<S2C> {
  readonly protocol: PushProtocol<S2C>;
  readonly #interest: Interest<S2C>;
  readonly #options: PushOptions;
  readonly #clock: Clock;
  readonly #buffer: PushBuffer<S2C>;
  #end: { readonly error: OpendError | undefined } | undefined;
  #wake = () => {};
  #isSlow = false;
  readonly #onAbort = () => this.#wake();

  constructor(protocol: PushProtocol<S2C>, interest: Interest<S2C>, options: PushOptions, clock: Clock) {
    const { bufferSize = defaultBufferSize, policy = "drop-oldest" } = options;
    this.protocol = protocol;
    this.#interest = interest;
    this.#options = options;
    this.#clock = clock;
    this.#buffer = new PushBuffer(bufferSize, policy, (s2c) => interest.keyOf(s2c));
    options.signal?.addEventListener("abort", this.#onAbort);
  }

  /** Pushes that this consumer has lost. */
  get dropped(): number {
    return this.#buffer.dropped;
  }

  /** Takes a packet of the protocol in, if it is about something that this consumer wants. */
  receive(body: Uint8Array): void {
    if (this.#end) return;
    try {
      const { s2c } = this.protocol.push.decode(body);
      if (s2c === undefined || !this.#interest.wants(s2c)) return;
      const droppedBefore = this.dropped;
      if (!this.#buffer.add(s2c)) this.end(this.#tooSlow());
      if (this.#end || this.dropped > droppedBefore) this.#reportSlow();
    } catch (error) {
      if (!isOpendError(error)) throw error;
      this.end(error);
    }
    this.#wake();
  }

  /** Ends the stream: with an error, or without one after the client is closed. What waits is still given. */
  end(error: OpendError | undefined): void {
    this.#end ??= { error };
    this.#wake();
  }

  /** Lets go of the caller's signal. */
  close(): void {
    this.#options.signal?.removeEventListener("abort", this.#onAbort);
  }

  /** The next push; undefined at the end. @throws the error that ended the stream */
  async next(): Promise<S2C | undefined> {
    const { signal } = this.#options;
    for (;;) {
      if (signal?.aborted) throw abortedError(signal);
      const push = this.#buffer.take();
      if (push !== undefined) return push;
      if (this.#end?.error) throw this.#end.error;
      if (this.#end) return undefined;
      await this.#arrival();
    }
  }

  async #arrival(): Promise<void> {
    // A program that waits for pushes waits for them while the connection is being made again, too.
    const letGo = this.#clock.schedule(() => {}, Number.POSITIVE_INFINITY);
    try {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    } finally {
      letGo();
    }
  }

  #tooSlow(): OpendError {
    const { name } = this.protocol;
    const { bufferSize = defaultBufferSize } = this.#options;
    const message = `${name}: ${bufferSize} pushes wait and more arrive; take them faster, or choose another policy`;
    return createError("SlowConsumer", message, { protocol: name, bufferSize });
  }

  #reportSlow(): void {
    if (this.#isSlow) return;
    this.#isSlow = true;
    this.#options.onSlowConsumer?.({ protocol: this.protocol.name, waiting: this.#buffer.length });
  }
}
