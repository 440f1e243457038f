import { KeepAlive } from "@opend/core/protocols";
import { createFault, type Fault, type FaultLimits } from "./fault.js";

/** Reads heartbeats (KeepAlive) without answering them. TCP only: clients send none over WebSocket. */
export function dropHeartbeats({ after, times }: Omit<FaultLimits, "protocol"> = {}): Fault {
  return createFault("dropHeartbeats", { protocol: KeepAlive, after, times }, () => ({ onFrame: () => {} }));
}
