import { InitConnect, InitWebSocket } from "@opend/core/protocols";
import { checkWhole, createFault, type Fault, type FaultLimits } from "./fault.js";

/** Lets go of the connection instead of answering. Over TCP this ends it in good order, over WebSocket without a word. */
export function dropConnection(limits: FaultLimits = {}): Fault {
  return createFault("dropConnection", limits, () => ({ onFrame: (_, __, line) => line.destroy() }));
}

/** Resets the connection (RST) instead of answering. A socket under TLS cannot send one: it is let go of at once. */
export function resetConnection(limits: FaultLimits = {}): Fault {
  return createFault("resetConnection", limits, () => ({ onFrame: (_, __, line) => line.reset() }));
}

/** Where {@link closeMidFrame} cuts. */
export interface CloseMidFrameOptions extends FaultLimits {
  /** How many bytes of the reply are written. Over WebSocket the header of the message (2 to 10 bytes) counts. */
  readonly bytes: number;
}

/** Writes only the first `bytes` bytes of a reply and ends the stream (FIN) behind them. */
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
 * Instead of answering, neither reads nor writes any more: what arrives is thrown away, the socket stays open until the
 * client lets go of it or the gateway stops.
 */
export function halfOpen(limits: FaultLimits = {}): Fault {
  return createFault("halfOpen", limits, () => ({ onFrame: (_, __, line) => line.freeze() }));
}

/** Answers the handshake and closes the connection in good order right behind that, whatever its transport. */
export function kickAfterLogin({ times }: Pick<FaultLimits, "times"> = {}): Fault {
  return createFault("kickAfterLogin", { protocol: [InitConnect, InitWebSocket], times }, () => ({
    onFrame(frame, next, line) {
      next(frame);
      line.end();
    },
  }));
}
