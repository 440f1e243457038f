import { randomBytes } from "node:crypto";
import type { Clock } from "@opend/core";
import { Common, InitConnect, InitWebSocket, KeepAlive } from "@opend/core/protocols";
import { type Handler, handle } from "../handler.js";
import type { BuiltInSettings } from "./built-in-handlers.js";
import { serverVersion } from "./simulated-user.js";

const { PacketEncAlgo_AES_CBC: aesCbc } = Common.PacketEncAlgo;

/** Lets a TCP client in. */
export function answerInitConnect(settings: BuiltInSettings): Handler {
  const { facts, keepAliveIntervalSeconds, isEncrypted, userId } = settings;
  return handle(InitConnect, ({ packetEncAlgo }, { connectionId }) => ({
    serverVer: serverVersion,
    loginUserID: userId(),
    connID: connectionId,
    connAESKey: random16Characters(),
    // Clients take it as the sign that AES-CBC is in use.
    aesCBCiv: isEncrypted && packetEncAlgo === aesCbc ? random16Characters() : undefined,
    keepAliveInterval: keepAliveIntervalSeconds,
    userAttribution: facts.userAttribution,
  }));
}

/** Lets a WebSocket client in; its key has been checked. */
export function answerInitWebSocket(): Handler {
  return handle(InitWebSocket, (_, { connectionId, clock }) => ({
    serverTime: unixSeconds(clock),
    // Clients of the vendor fail when it is absent.
    connID: connectionId,
  }));
}

function random16Characters(): string {
  return randomBytes(8).toString("hex");
}

/** Answers the heartbeat. */
export function answerKeepAlive(): Handler {
  return handle(KeepAlive, (_, { clock }) => ({ time: unixSeconds(clock) }));
}

/** A clock's time in whole seconds. */
export function unixSeconds(clock: Clock): bigint {
  return BigInt(Math.floor(clock.nowMs() / 1000));
}
