import { KeepAlive } from "@opend/core/protocols";
import { createFault, type Fault, type FaultLimits } from "./fault.js";

/** What {@link refuseRequests} answers. */
export interface RefuseOptions extends FaultLimits {
  /** What is wrong, as text. */
  readonly retMsg: string;
  /** A `Common.RetType` value other than 0. Default: -1 (failed). */
  readonly retType?: number | undefined;
}

/**
 * Replaces a reply's body with a refusal, which has only `retType` and `retMsg`. Protocol and serial number stay those
 * of the reply.
 */
export function refuseRequests({ retMsg, retType = -1, ...limits }: RefuseOptions): Fault {
  // Every reply begins with the same fields, whatever its protocol.
  const body = KeepAlive.response.encode({ retType, retMsg });
  return createFault("refuseRequests", limits, () => ({ onFrame: (frame, next) => next({ ...frame, body }) }));
}
