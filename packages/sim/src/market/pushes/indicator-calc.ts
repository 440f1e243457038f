import { Qot_PushIndicatorCalc, Qot_RequestIndicatorCalc } from "@opend/core/protocols";
import { type Handler, handle } from "../../base/handler.js";
import { roundTo } from "../../base/hash.js";
import { refuse } from "../../base/refuse.js";
import type { PushDesk } from "./push-desk.js";

/** The number of K-lines that one value averages. */
const averaged = 5;

/**
 * Calculates indicators on the K-lines of the request. Whatever the indicator is called, the result is the average of
 * the last five closing prices. It is pushed right after the reply, to the connection that sent the request.
 */
export function answerRequestIndicatorCalc(desk: PushDesk): Handler {
  let tasks = 0;
  return handle(Qot_RequestIndicatorCalc, ({ shortName, data, num }, { connectionId, afterReply }) => {
    if (shortName === "") refuse("shortName is empty");
    if (data.kLine.length === 0) refuse("there are no K-lines to calculate on");
    const calcId = `simulated-${++tasks}`;
    const lines = data.kLine.slice(0, num);
    const outputRows = lines.map(({ time }, index) => {
      const closes = lines.slice(Math.max(0, index - averaged + 1), index + 1).map(({ closePrice = 0 }) => closePrice);
      return { time, values: [roundTo(closes.reduce((sum, close) => sum + close, 0) / closes.length, 3)] };
    });
    const outputs = [{ index: 0, name: `Simulated ${shortName}` }];
    afterReply(() => void desk.pushTo(connectionId, Qot_PushIndicatorCalc, { calcId, outputs, outputRows }));
    return { calcId };
  });
}
