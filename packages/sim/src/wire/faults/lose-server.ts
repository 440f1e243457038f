import { KeepAlive } from "@opend/core/protocols";
import { refusalText } from "../../base/refusal-texts.js";
import { createFault, type Fault, type FaultLimits } from "./fault.js";

/**
 * Replaces a reply's body with the refusal of a gateway that has lost its server: `NN_ProtoRet_TimeOut`, or `网络中断`
 * from a gateway whose language is Chinese. What a command asked for happens all the same.
 */
export function loseServer(limits: FaultLimits = {}): Fault {
  return createFault("loseServer", limits, () => ({
    onFrame(frame, next, { language }) {
      // Every reply begins with the same fields, whatever its protocol.
      const body = KeepAlive.response.encode({ retType: -1, retMsg: refusalText("serverLost", {}, language) });
      next({ ...frame, body });
    },
  }));
}
