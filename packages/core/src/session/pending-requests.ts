import type { OpendError } from "../base/opend-error.js";
import type { Frame } from "../wire/frame.js";

interface PendingRequest {
  readonly serial: number;
  readonly protocolId: number;
  readonly resolve: (frame: Frame) => void;
  readonly reject: (error: OpendError) => void;
}

/**
 * The requests that are waiting for a reply, by serial number. Each is settled exactly once.
 *
 * They are kept in a list, at the low bits of their serial numbers, and not in a Map. A Map that is filled and emptied
 * all the time leaves tables behind, and these keep old replies alive until a full collection.
 */
export class PendingRequests {
  #slots: (PendingRequest | undefined)[] = new Array(16).fill(undefined);
  readonly #maxSerial: number;
  #size = 0;
  #lastSerial = 0;

  /** @param maxSerial the largest serial number that fits into the header */
  constructor(maxSerial = 0xffffffff) {
    this.#maxSerial = maxSerial;
  }

  get size(): number {
    return this.#size;
  }

  /**
   * Adds a request. `settled` resolves with the reply's frame, or rejects with the error passed to `reject` or
   * `rejectAll`.
   */
  add(protocolId: number): { readonly serial: number; readonly settled: Promise<Frame> } {
    if (this.#size * 2 >= this.#slots.length) this.#grow();
    do {
      this.#lastSerial = this.#lastSerial === this.#maxSerial ? 1 : this.#lastSerial + 1;
      // Skips the number of a place that is still taken.
    } while (this.#slots[this.#placeOf(this.#lastSerial)]);
    const serial = this.#lastSerial;
    const settled = new Promise<Frame>((resolve, reject) => {
      this.#slots[this.#placeOf(serial)] = { serial, protocolId, resolve, reject };
      this.#size++;
    });
    return { serial, settled };
  }

  /**
   * Settles the request that a frame answers: the one with its serial number and protocol. Returns false when there is
   * none.
   */
  settle(frame: Frame): boolean {
    const { protocolId, serial } = frame;
    if (this.#slots[this.#placeOf(serial)]?.protocolId !== protocolId) return false;
    const request = this.#take(serial);
    request?.resolve(frame);
    return request !== undefined;
  }

  /** Rejects one request. */
  reject(serial: number, error: OpendError): void {
    this.#take(serial)?.reject(error);
  }

  /** Rejects all requests, each with an error of its own. */
  rejectAll(createReason: () => OpendError): void {
    for (const request of this.#slots) if (request) this.#take(request.serial)?.reject(createReason());
  }

  #take(serial: number): PendingRequest | undefined {
    const place = this.#placeOf(serial);
    const request = this.#slots[place];
    if (request?.serial !== serial) return undefined;
    this.#slots[place] = undefined;
    this.#size--;
    return request;
  }

  /** Works because the length of the array is a power of two. */
  #placeOf(serial: number): number {
    return serial & (this.#slots.length - 1);
  }

  /** Doubles the list. A request that had a place of its own has one there too. */
  #grow(): void {
    const requests = this.#slots;
    this.#slots = new Array(requests.length * 2).fill(undefined);
    for (const request of requests) if (request) this.#slots[this.#placeOf(request.serial)] = request;
  }
}
