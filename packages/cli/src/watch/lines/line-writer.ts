import type { Writable } from "node:stream";

/** Writes lines to a stream and waits while it is full. */
export class LineWriter {
  readonly #stream: Writable;
  readonly #onEnd: () => void;
  #wake: (() => void) | undefined;
  #drained: Promise<void> | undefined;
  #failure: NodeJS.ErrnoException | undefined;
  #hasEnded = false;

  /** @param onEnd called once at the end, also when the stream takes nothing more: `opend watch … | head` */
  constructor(stream: Writable, onEnd: () => void) {
    this.#stream = stream;
    this.#onEnd = onEnd;
    stream.on("error", this.#onError);
    stream.on("close", this.#onClose);
    stream.on("drain", this.#onDrain);
  }

  /** Writes a line. Returns a promise only when the stream is full. */
  write(line: string): Promise<void> | undefined {
    if (this.#hasEnded) return undefined;
    if (this.#stream.write(`${line}\n`)) return undefined;
    this.#drained ??= new Promise((resolve) => {
      this.#wake = resolve;
    });
    return this.#drained;
  }

  /** Writes nothing more. Whoever waits goes on. */
  end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#onDrain();
    this.#onEnd();
  }

  /** @throws why the stream failed, unless it is that its reader has left */
  throwFailure(): void {
    if (this.#failure && this.#failure.code !== "EPIPE") throw this.#failure;
  }

  /** Lets go of the stream. */
  release(): void {
    this.#stream.off("error", this.#onError);
    this.#stream.off("close", this.#onClose);
    this.#stream.off("drain", this.#onDrain);
  }

  readonly #onDrain = () => {
    this.#wake?.();
    this.#wake = undefined;
    this.#drained = undefined;
  };

  readonly #onError = (error: NodeJS.ErrnoException) => {
    this.#failure ??= error;
    this.end();
  };

  readonly #onClose = () => this.end();
}
