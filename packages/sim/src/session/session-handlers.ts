import type { Handler } from "../base/handler.js";
import { answerGlobalState } from "./global-state.js";
import { answerInitConnect, answerInitWebSocket, answerKeepAlive } from "./handshake.js";
import type { SessionSettings } from "./session-settings.js";
import { answerUserInfo } from "./user-info.js";

/** The handlers of the handshake, the heartbeat, and the state and user of the gateway. */
export function createSessionHandlers(settings: SessionSettings): Handler[] {
  return [
    answerInitConnect(settings),
    answerInitWebSocket(),
    answerKeepAlive(),
    answerGlobalState(),
    answerUserInfo(settings),
  ];
}
