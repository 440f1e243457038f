import { createError } from "@opend/core/internal";
import type { Frame } from "@opend/core/wire";
import type { Language } from "../../base/language.js";

/** Which replies a fault acts on. */
export interface FaultLimits {
  /**
   * The protocol or protocols whose replies the fault acts on, or `"all"`. Default: all replies except those of
   * handshake and heartbeat. A fault never acts on a connection that has not finished its handshake.
   */
  readonly protocol?: ProtocolId | readonly ProtocolId[] | "all" | undefined;
  /** How many of these replies each connection still gets unharmed first. Default: 0. */
  readonly after?: number | undefined;
  /** How many replies the fault acts on in total, over all connections. Default: no limit. */
  readonly times?: number | undefined;
}

/** A protocol of `@opend/core/protocols`, as far as a fault needs it. */
interface ProtocolId {
  readonly id: number;
}

/** Something that goes wrong between a gateway and its clients. Functions such as `splitReplies` make faults. */
export interface Fault {
  /** The name of the function that made it. */
  readonly name: string;
  /** Which replies it acts on. */
  readonly limits: FaultLimits;
  /** Starts the fault on a connection. A fault itself has no state, so several gateways may share one. */
  readonly begin: () => FaultAction;
}

/** What a fault does on one connection. A reply that it does not pass to `next` is not sent. */
export interface FaultAction {
  /** Acts on a reply before it is encoded. */
  readonly onFrame?: (frame: Frame, next: (frame: Frame) => void, line: FaultLine) => void;
  /** Acts on the bytes of a reply as they go into the socket. Over WebSocket they include the message header. */
  readonly onBytes?: (bytes: Uint8Array, next: (bytes: Uint8Array) => void, line: FaultLine) => void;
  /** Releases what the fault holds. Called when the fault is removed, the connection ends or the gateway stops. */
  readonly end?: () => void;
}

/** A connection as a fault sees it. */
export interface FaultLine {
  readonly transport: "tcp" | "websocket";
  /** The language of the gateway's refusals. */
  readonly language: Language;
  /** Calls back after a delay, by the gateway's clock. Returns the function that cancels it. */
  schedule(callback: () => void, delayMs: number): () => void;
  /** Moves the gateway's clock ahead. */
  leap(ms: number): void;
  /** Closes the connection cleanly, after everything written so far. */
  end(): void;
  /** Ends the stream after everything written so far, without the closing handshake of WebSocket. */
  cut(): void;
  /** Closes the socket at once. */
  destroy(): void;
  /** Closes the socket at once, with a reset (RST) if the socket can send one. */
  reset(): void;
  /** Keeps the socket open, but stops reading and writing. */
  freeze(): void;
}

/** Whether a fault with these limits acts on the replies of a protocol. */
export function isMeant({ protocol }: FaultLimits, protocolId: number, isQuery: boolean): boolean {
  if (protocol === undefined) return isQuery;
  if (protocol === "all") return true;
  return "id" in protocol ? protocol.id === protocolId : protocol.some(({ id }) => id === protocolId);
}

/** Makes a fault. @throws `InvalidOption` when `after` or `times` is not a whole number from 0 */
export function createFault(name: string, limits: FaultLimits, begin: () => FaultAction): Fault {
  checkWhole("after", limits.after ?? 0, 0);
  if (limits.times !== Number.POSITIVE_INFINITY) checkWhole("times", limits.times ?? 0, 0);
  const { protocol, after, times } = limits;
  return { name, limits: { protocol, after, times }, begin };
}

/** Checks a number of a fault. @throws `InvalidOption` when it is not a whole number or is less than `min` */
export function checkWhole(option: string, value: number, min: number): void {
  if (Number.isSafeInteger(value) && value >= min) return;
  throw createError("InvalidOption", `the option ${option} of a fault is a whole number from ${min}`, { option });
}
