import type { Clock } from "../clock.js";
import { createError, isOpendError, type OpendError } from "../errors.js";
import type { QuotePushProtocol } from "../protocol/protocol.js";
import { abortedError } from "../session/aborted-error.js";
import { PushBuffer } from "./push-buffer.js";
import type { PushOptions } from "./push-options.js";
import { type Topic, topicKey } from "./topic.js";

const defaultBufferSize = 1000;

/** One stream of pushes, from the side where they come in. */
export class PushConsumer<S2C> {
  readonly protocol: QuotePushProtocol<S2C>;
  readonly topics: readonly Topic[];
  readonly #options: PushOptions;
  readonly #clock: Clock;
  readonly #buffer: PushBuffer<S2C>;
  readonly #wanted: ReadonlySet<string>;
  #end: { readonly error: OpendError | undefined } | undefined;
  #wake = () => {};
  #isSlow = false;
  readonly #onAbort = () => this.#wake();

  constructor(protocol: QuotePushProtocol<S2C>, topics: readonly Topic[], options: PushOptions, clock: Clock) {
    const { bufferSize = defaultBufferSize, policy = "drop-oldest" } = options;
    this.protocol = protocol;
    this.topics = topics;
    this.#options = options;
    this.#clock = clock;
    this.#buffer = new PushBuffer(bufferSize, policy, (s2c) => this.#keysOf(s2c).join());
    options.signal?.addEventListener("abort", this.#onAbort);
    this.#wanted = new Set(topics.map(topicKey));
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
      if (s2c === undefined || !this.#keysOf(s2c).some((key) => this.#wanted.has(key))) return;
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

  #keysOf(s2c: S2C): string[] {
    const subType = this.protocol.subTypeOf(s2c);
    return subType === undefined
      ? []
      : this.protocol.securities(s2c).map((security) => topicKey({ subType, security }));
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
