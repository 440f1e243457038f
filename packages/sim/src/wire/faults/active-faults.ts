import type { Frame } from "@opend/core/wire";
import { type Fault, type FaultAction, type FaultLine, isMeant } from "./fault.js";

/** A connection as the active faults use it. */
export interface FaultyConnection extends FaultLine {
  /** Returns the bytes of a frame as they go into the socket. */
  pack(frame: Frame): Uint8Array;
  /** Writes bytes into the socket as they are. */
  write(bytes: Uint8Array): void;
}

/** A reply. `isQuery` says whether it answers anything but a handshake or a heartbeat. */
export interface OutgoingReply {
  readonly frame: Frame;
  readonly isQuery: boolean;
}

/** The faults of one gateway, in the order of their injection. */
export class ActiveFaults {
  readonly #active = new Set<ActiveFault>();

  /** Adds a fault. Returns the function that removes it. */
  inject(fault: Fault): () => void {
    const active = new ActiveFault(fault);
    this.#active.add(active);
    return () => {
      if (this.#active.delete(active)) active.end();
    };
  }

  /** Removes all faults. */
  clear(): void {
    const ended = [...this.#active];
    this.#active.clear();
    for (const active of ended) active.end();
  }

  /** Forgets a connection that has ended. */
  release(connection: FaultyConnection): void {
    for (const active of this.#active) active.release(connection);
  }

  /** Sends a reply through the faults that apply to it. Returns false, without sending, if none does. */
  send(connection: FaultyConnection, reply: OutgoingReply): boolean {
    const actions = [...this.#active].flatMap((active) => active.actionFor(connection, reply) ?? []);
    if (actions.length === 0) return false;
    const write = actions.reduceRight<(bytes: Uint8Array) => void>(
      (next, { onBytes }) => (onBytes ? (bytes) => onBytes(bytes, next, connection) : next),
      (bytes) => connection.write(bytes),
    );
    const send = actions.reduceRight<(frame: Frame) => void>(
      (next, { onFrame }) => (onFrame ? (frame) => onFrame(frame, next, connection) : next),
      (frame) => write(connection.pack(frame)),
    );
    send(reply.frame);
    return true;
  }
}

class ActiveFault {
  readonly #fault: Fault;
  readonly #states = new Map<FaultyConnection, { readonly action: FaultAction; passed: number }>();
  #left: number;

  constructor(fault: Fault) {
    this.#fault = fault;
    this.#left = fault.limits.times ?? Number.POSITIVE_INFINITY;
  }

  /** The action for a reply, or undefined if the fault leaves it alone. Counts the reply if there is an action. */
  actionFor(connection: FaultyConnection, { frame, isQuery }: OutgoingReply): FaultAction | undefined {
    const { limits } = this.#fault;
    if (!isMeant(limits, frame.protocolId, isQuery) || this.#left === 0) return undefined;
    const state = this.#states.get(connection) ?? { action: this.#fault.begin(), passed: 0 };
    this.#states.set(connection, state);
    if (state.passed < (limits.after ?? 0)) {
      state.passed++;
      return undefined;
    }
    this.#left--;
    return state.action;
  }

  release(connection: FaultyConnection): void {
    this.#states.get(connection)?.action.end?.();
    this.#states.delete(connection);
  }

  end(): void {
    for (const { action } of this.#states.values()) action.end?.();
    this.#states.clear();
  }
}
