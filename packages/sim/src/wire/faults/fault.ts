import { createError } from "@opend/core";
import type { Frame } from "@opend/core/wire";

/** Which replies a fault is for. */
export interface FaultLimits {
  /**
   * The protocol (or protocols) whose replies are meant, or `"all"`. Default: every reply to a query; those of handshake and heartbeat
   * are left alone. A connection that has not shaken hands is never touched.
   */
  readonly protocol?: ProtocolId | readonly ProtocolId[] | "all" | undefined;
  /** How many of these replies each connection still gets in good order. Default: 0. */
  readonly after?: number | undefined;
  /** How many replies are touched, over all connections. Default: all of them. */
  readonly times?: number | undefined;
}

/** A protocol of `@opend/core/protocols`, as far as a fault needs it. */
interface ProtocolId {
  readonly id: number;
}

/** Something that goes wrong between a gateway and its clients. Made by functions such as `splitReplies`. */
export interface Fault {
  /** The function that made it. */
  readonly name: string;
  /** Which replies it is for. */
  readonly limits: FaultLimits;
  /** Begins on a connection. A fault itself holds no state: one value may serve several gateways. */
  readonly begin: () => FaultAction;
}

/** What a fault does on one connection. What it does not pass on is not sent. */
export interface FaultAction {
  /** Acts on a reply before it is encoded. */
  readonly onFrame?: (frame: Frame, next: (frame: Frame) => void, line: FaultLine) => void;
  /** Acts on the bytes of a reply as they go into the socket; over WebSocket with the header of their message. */
  readonly onBytes?: (bytes: Uint8Array, next: (bytes: Uint8Array) => void, line: FaultLine) => void;
  /** The fault was taken back or the gateway stops: lets go of what it holds. */
  readonly end?: () => void;
}

/** A connection as a fault sees it. */
export interface FaultLine {
  readonly transport: "tcp" | "websocket";
  /** Calls back after so much time of the gateway's clock. */
  schedule(callback: () => void, delayMs: number): () => void;
  /** Moves the gateway's clock on. */
  leap(ms: number): void;
  /** Closes the connection in good order, after what was written. */
  end(): void;
  /** Closes the connection in the middle of things, after what was written. */
  cut(): void;
  /** Lets go of the socket at once. */
  destroy(): void;
  /** The same, with a reset (RST) where the socket can send one. */
  reset(): void;
  /** Keeps the socket open, but reads and writes nothing any more. */
  freeze(): void;
}

/** Whether the limits of a fault mean the replies of a protocol. */
export function isMeant({ protocol }: FaultLimits, protocolId: number, isQuery: boolean): boolean {
  if (protocol === undefined) return isQuery;
  if (protocol === "all") return true;
  return "id" in protocol ? protocol.id === protocolId : protocol.some(({ id }) => id === protocolId);
}

/** Makes a fault. @throws `InvalidOption` when a limit is not a whole number */
export function createFault(name: string, limits: FaultLimits, begin: () => FaultAction): Fault {
  checkWhole("after", limits.after ?? 0, 0);
  if (limits.times !== Number.POSITIVE_INFINITY) checkWhole("times", limits.times ?? 0, 0);
  const { protocol, after, times } = limits;
  return { name, limits: { protocol, after, times }, begin };
}

/** @throws `InvalidOption` when a number of a fault is not whole or too small */
export function checkWhole(option: string, value: number, min: number): void {
  if (Number.isSafeInteger(value) && value >= min) return;
  throw createError("InvalidOption", `the option ${option} of a fault is a whole number from ${min}`, { option });
}
