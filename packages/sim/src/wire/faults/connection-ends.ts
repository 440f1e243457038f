import { InitConnect, InitWebSocket } from "@opend/core/protocols";
import { checkWhole, createFault, type Fault, type FaultLimits } from "./fault.js";

/** Closes the connection instead of replying: over TCP with a FIN, over WebSocket without a close frame. */
export function dropConnection(limits: FaultLimits = {}): Fault {
  return createFault("dropConnection", limits, () => ({ onFrame: (_, __, line) => line.destroy() }));
}

/** Resets the connection (RST) instead of replying. A TLS socket cannot be reset, so it is just closed. */
export function resetConnection(limits: FaultLimits = {}): Fault {
  return createFault("resetConnection", limits, () => ({ onFrame: (_, __, line) => line.reset() }));
}

/** Where {@link closeMidFrame} cuts. */
export interface CloseMidFrameOptions extends FaultLimits {
  /** How many bytes of the reply are written. Over WebSocket this includes the message header (2 to 10 bytes). */
  readonly bytes: number;
}

/** Writes only the first `bytes` bytes of a reply, then ends the stream (FIN). */
export function closeMidFrame({ bytes: count, ...limits }: CloseMidFrameOptions): Fault {
  checkWhole("bytes", count, 0);
  return createFault("closeMidFrame", limits, () => ({
    onBytes(bytes, next, line) {
      next(bytes.subarray(0, count));
      line.cut();
    },
  }));
}

/**
 * Stops reading and writing instead of replying. The gateway discards the bytes that arrive, and the socket stays open
 * until the client closes it or the gateway stops.
 */
export function halfOpen(limits: FaultLimits = {}): Fault {
  return createFault("halfOpen", limits, () => ({ onFrame: (_, __, line) => line.freeze() }));
}

/** Answers the handshake, then closes the connection cleanly right away, over either transport. */
export function kickAfterLogin({ times }: Pick<FaultLimits, "times"> = {}): Fault {
  return createFault("kickAfterLogin", { protocol: [InitConnect, InitWebSocket], times }, () => ({
    onFrame(frame, next, line) {
      next(frame);
      line.end();
    },
  }));
}
