import { GtwEventType, Notify, NotifyType } from "@opend/core/protocols/Notify";
import { createFault, type Fault, type FaultLimits } from "./fault.js";

/**
 * Sends an unsolicited `Notify` (1003) right before a reply. It has the event that the client must be updated, and the
 * same serial number as the reply. The reply follows unchanged.
 */
export function pushNotify(limits: FaultLimits = {}): Fault {
  const event = { eventType: GtwEventType.ForceUpdate, desc: "simulated" };
  const s2c = { type: NotifyType.GtwEvent, event };
  const body = Notify.push.encode({ retType: 0, s2c });
  return createFault("pushNotify", limits, () => ({
    onFrame(frame, next) {
      next({ protocolId: Notify.id, serial: frame.serial, body });
      next(frame);
    },
  }));
}
