import { randomBytes } from "node:crypto";
import type { Clock } from "@opend/core";
import { InitConnect, InitWebSocket, KeepAlive } from "@opend/core/protocols";
import type { BrandFacts } from "../brands.js";
import { type Handler, handle } from "../handler.js";
import { serverVersion, simulatedUserId } from "./simulated-user.js";

/** Lets a TCP client in. */
export function answerInitConnect({ userAttribution }: BrandFacts, keepAliveInterval: number): Handler {
  return handle(InitConnect, (_, { connectionId }) => ({
    serverVer: serverVersion,
    loginUserID: simulatedUserId,
    connID: connectionId,
    // 16 characters that nobody will use: nothing is encrypted here.
    connAESKey: randomBytes(8).toString("hex"),
    keepAliveInterval,
    userAttribution,
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

/** Answers the heartbeat. */
export function answerKeepAlive(): Handler {
  return handle(KeepAlive, (_, { clock }) => ({ time: unixSeconds(clock) }));
}

/** A clock's time in whole seconds. */
export function unixSeconds(clock: Clock): bigint {
  return BigInt(Math.floor(clock.nowMs() / 1000));
}
