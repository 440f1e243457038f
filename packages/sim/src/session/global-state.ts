import { Common, GetGlobalState, Qot_Common } from "@opend/core/protocols";
import { type Handler, handle } from "../base/handler.js";
import { serverVersion } from "./simulated-user.js";
import { unixSeconds } from "./unix-seconds.js";

const { Closed: closed, FutureClose: futuresClosed } = Qot_Common.QotMarketState;

/** Answers that the gateway is logged in for quotes and trading, and that all markets are closed. */
export function answerGlobalState(): Handler {
  return handle(GetGlobalState, (_, { clock, connectionId }) => ({
    marketHK: closed,
    marketUS: closed,
    marketSH: closed,
    marketSZ: closed,
    marketHKFuture: futuresClosed,
    qotLogined: true,
    trdLogined: true,
    serverVer: serverVersion,
    serverBuildNo: 7108,
    time: unixSeconds(clock),
    localTime: clock.nowMs() / 1000,
    programStatus: { type: Common.ProgramStatusType.Ready },
    connID: connectionId,
  }));
}
