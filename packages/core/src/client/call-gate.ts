import { createError } from "../base/errors.js";

/** Counts the calls in flight, and refuses new ones once it is closed. */
export class CallGate {
  #calls = 0;
  #closed: Promise<void> | undefined;
  #onEmpty = () => {};

  /** @throws `SessionClosed` once the gate is closed */
  check(): void {
    if (!this.#closed) return;
    throw createError("SessionClosed", "the client is draining and accepts no new requests", { sent: false });
  }

  /**
   * Admits a call. Call the returned function when the call is over. @throws `SessionClosed` once the gate is closed
   */
  enter(): () => void {
    this.check();
    this.#calls++;
    return () => {
      this.#calls--;
      if (this.#calls === 0) this.#onEmpty();
    };
  }

  /** Admits no more calls. Resolves when the calls in flight are over. */
  close(): Promise<void> {
    this.#closed ??= new Promise((resolve) => {
      this.#onEmpty = resolve;
      if (this.#calls === 0) resolve();
    });
    return this.#closed;
  }
}
