import { createError, type OpendError } from "../errors.js";
import type { Frame } from "../wire/frame.js";

interface PendingRequest {
  readonly protocolId: number;
  readonly resolve: (frame: Frame) => void;
  readonly reject: (error: OpendError) => void;
}

/** The requests that wait for a reply, by serial number. Each is settled exactly once. */
export class PendingRequests {
  readonly #pending = new Map<number, PendingRequest>();
  readonly #maxSerial: number;
  #lastSerial = 0;
  #wrapped = false;

  /** @param maxSerial largest serial number that the header can carry */
  constructor(maxSerial = 0xffffffff) {
    this.#maxSerial = maxSerial;
  }

  get size(): number {
    return this.#pending.size;
  }

  /** Adds a request. `settled` becomes the reply's frame, or the error given to `reject` or `rejectAll`. */
  add(protocolId: number): { readonly serial: number; readonly settled: Promise<Frame> } {
    do {
      if (this.#lastSerial === this.#maxSerial) this.#wrapped = true;
      this.#lastSerial = this.#lastSerial === this.#maxSerial ? 1 : this.#lastSerial + 1;
    } while (this.#pending.has(this.#lastSerial));
    const serial = this.#lastSerial;
    const settled = new Promise<Frame>((resolve, reject) => {
      this.#pending.set(serial, { protocolId, resolve, reject });
    });
    return { serial, settled };
  }

  /**
   * Settles the request that a frame answers. A reply to a request that was given up is dropped.
   *
   * @throws `UnexpectedReply` when no request with that serial number was ever sent
   */
  settle(frame: Frame): void {
    const { protocolId, serial } = frame;
    const request = this.#pending.get(serial);
    if (request === undefined) {
      if (serial > 0 && serial <= (this.#wrapped ? this.#maxSerial : this.#lastSerial)) return;
      const message = `a reply of protocol ${protocolId} has the serial number ${serial}, which no request had`;
      throw createError("UnexpectedReply", message, { protocolId, serial });
    }
    this.#pending.delete(serial);
    if (request.protocolId === protocolId) {
      request.resolve(frame);
      return;
    }
    const message = `the request ${serial} of protocol ${request.protocolId} was answered by protocol ${protocolId}`;
    request.reject(createError("UnexpectedReply", message, { protocolId, serial }));
  }

  /** Gives up one request. */
  reject(serial: number, error: OpendError): void {
    const request = this.#pending.get(serial);
    this.#pending.delete(serial);
    request?.reject(error);
  }

  /** Gives up all requests, each with an error of its own. */
  rejectAll(createReason: () => OpendError): void {
    const requests = [...this.#pending.values()];
    this.#pending.clear();
    for (const request of requests) request.reject(createReason());
  }
}
