import { Common, GetGlobalState, Qot_Common } from "@opend/core/protocols";
import { type Handler, handle } from "../handler.js";
import { unixSeconds } from "./handshake.js";
import { serverVersion } from "./simulated-user.js";

const { QotMarketState_Closed: closed, QotMarketState_FutureClose: futuresClosed } = Qot_Common.QotMarketState;

/** A gateway that is ready for quotes, while all markets are closed. Trading is not simulated. */
export function answerGlobalState(): Handler {
  return handle(GetGlobalState, (_, { clock, connectionId }) => ({
    marketHK: closed,
    marketUS: closed,
    marketSH: closed,
    marketSZ: closed,
    marketHKFuture: futuresClosed,
    qotLogined: true,
    trdLogined: false,
    serverVer: serverVersion,
    serverBuildNo: 7108,
    time: unixSeconds(clock),
    localTime: clock.nowMs() / 1000,
    programStatus: { type: Common.ProgramStatusType.ProgramStatusType_Ready },
    connID: connectionId,
  }));
}
