import { randomBytes } from "node:crypto";
import { Common, InitConnect, InitWebSocket, KeepAlive } from "@opend/core/protocols";
import { type Handler, handle } from "../base/handler.js";
import type { SessionSettings } from "./session-settings.js";
import { serverVersion } from "./simulated-user.js";
import { unixSeconds } from "./unix-seconds.js";

const { AES_CBC: aesCbc } = Common.PacketEncAlgo;

/** Answers the handshake of TCP. */
export function answerInitConnect(settings: SessionSettings): Handler {
  const { facts, keepAliveIntervalSeconds, isEncrypted, userId } = settings;
  return handle(InitConnect, ({ packetEncAlgo }, { connectionId }) => ({
    serverVer: serverVersion,
    loginUserID: userId(),
    connID: connectionId,
    connAESKey: random16Characters(),
    // Clients use AES-CBC when this field is there.
    aesCBCiv: isEncrypted && packetEncAlgo === aesCbc ? random16Characters() : undefined,
    keepAliveInterval: keepAliveIntervalSeconds,
    userAttribution: facts.userAttribution,
  }));
}

/** Answers the handshake of WebSocket. The connection has checked the client's key before. */
export function answerInitWebSocket(): Handler {
  return handle(InitWebSocket, (_, { connectionId, clock }) => ({
    serverTime: unixSeconds(clock),
    // The vendor's clients fail without it.
    connID: connectionId,
  }));
}

/** Answers the heartbeat. */
export function answerKeepAlive(): Handler {
  return handle(KeepAlive, (_, { clock }) => ({ time: unixSeconds(clock) }));
}

function random16Characters(): string {
  return randomBytes(8).toString("hex");
}
