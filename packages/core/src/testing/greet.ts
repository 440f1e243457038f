import { GetUserInfo } from "../gen/protocols/GetUserInfo.js";
import { InitConnect } from "../gen/protocols/InitConnect.js";
import { InitWebSocket } from "../gen/protocols/InitWebSocket.js";
import { type Answer, reply } from "./fake-gateway.js";

/** How a fake gateway behaves while a client connects. */
export interface Manners {
  /** The brand that it reports. Undefined: none. */
  readonly isAppNNOrMM?: boolean | undefined;
  /** The user that it reports. Undefined: none. */
  readonly userID?: bigint;
  /** MD5 of the WebSocket key that it requires. */
  readonly keyMd5?: string;
  /** Whether it refuses GetUserInfo. */
  readonly refusesUserInfo?: boolean;
}

/** Answers the handshake and GetUserInfo. */
export function greet({ isAppNNOrMM, userID, keyMd5, refusesUserInfo = false }: Manners): Answer {
  return (request, peer) => {
    if (request.protocolId === InitConnect.id) {
      const s2c = { serverVer: 1010, loginUserID: 1n, connID: 77n, connAESKey: "0123456789abcdef" };
      reply(peer, request, InitConnect, { s2c: { ...s2c, keepAliveInterval: 10 } });
    } else if (request.protocolId === InitWebSocket.id) {
      const fits = InitWebSocket.request.decode(request.body).c2s?.websocketKey === keyMd5;
      reply(peer, request, InitWebSocket, fits ? { s2c: { connID: 88n } } : { retType: -1, retMsg: "check the key" });
    } else if (request.protocolId === GetUserInfo.id) {
      reply(peer, request, GetUserInfo, refusesUserInfo ? { retType: -1 } : { s2c: { isAppNNOrMM, userID } });
    }
  };
}
