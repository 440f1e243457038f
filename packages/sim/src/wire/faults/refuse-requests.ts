import { KeepAlive } from "@opend/core/protocols";
import { createFault, type Fault, type FaultLimits } from "./fault.js";

/** What {@link refuseRequests} answers. */
export interface RefuseOptions extends FaultLimits {
  /** What is wrong, in words. */
  readonly retMsg: string;
  /** A `Common.RetType` value other than 0. Default: -1, failed. */
  readonly retType?: number | undefined;
}

/**
 * Puts a refusal in the place of a reply's body: `retType` and `retMsg`, and nothing else. Header and serial number are
 * those of the reply.
 */
export function refuseRequests({ retMsg, retType = -1, ...limits }: RefuseOptions): Fault {
  // All replies begin alike, whatever their protocol.
  const body = KeepAlive.response.encode({ retType, retMsg });
  return createFault("refuseRequests", limits, () => ({ onFrame: (frame, next) => next({ ...frame, body }) }));
}
