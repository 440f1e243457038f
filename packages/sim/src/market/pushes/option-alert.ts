import { formatSecurity } from "@opend/core";
import { valuesOf } from "@opend/core/internal";
import { Qot_Common, Qot_SetOptionEventAlert, Qot_UpdateOptionEvent } from "@opend/core/protocols";
import { AlertOpType as Op } from "@opend/core/protocols/Qot_SetOptionEventAlert";
import { type Handler, handle } from "../../base/handler.js";
import { refuse } from "../../base/refuse.js";
import type { PushDesk } from "./push-desk.js";

const operations: ReadonlySet<number> = new Set(valuesOf(Op).filter((op) => op !== Op.Unknown));
/** The operations that switch an alert on. */
const switchedOn: ReadonlySet<number> = new Set([Op.Add, Op.Modify, Op.Enable]);
/** The underlying in the event of an alert on a whole market or group. */
const anyUnderlying = { market: Qot_Common.QotMarket.US_Security, code: "AAPL" };

/** Takes alerts on option activity. Each alert that is switched on fires one event, pushed right after the reply. */
export function answerSetOptionEventAlert(desk: PushDesk): Handler {
  return handle(Qot_SetOptionEventAlert, ({ operType, alertList }, { afterReply }) => {
    if (!operations.has(operType)) refuse(`there is no operation ${operType}`);
    if (operType !== Op.Add && alertList.some(({ key }) => key === undefined)) {
      refuse("an alert lacks its key");
    }
    if (!switchedOn.has(operType)) return {};
    for (const { enable, underlying: owner = anyUnderlying } of alertList) {
      if (enable === false) continue;
      const message = `Simulated: unusual trade in options of ${formatSecurity(owner)}`;
      // A made-up call with a strike price of 100, whose code looks real.
      const option = { market: owner.market, code: `${owner.code}260619C100000` };
      afterReply(() => void desk.push(Qot_UpdateOptionEvent, { owner, option, message }));
    }
    return {};
  });
}
