import { cleanText } from "../base/clean-text.js";
import { createError, isOpendError } from "../base/errors.js";
import { GetUserInfo, UserInfoField } from "../gen/protocols/GetUserInfo.js";
import { InitWebSocket } from "../gen/protocols/InitWebSocket.js";
import { type Handshake, programmingLanguage } from "./handshake.js";
import { startHeartbeat } from "./heartbeat.js";

/** `Common.RetType.Failed`. */
const failed = -1;

/** The WebSocket relay announces no interval. A small request shows whether it is still there. */
const webSocketIntervalMs = 10_000;

/** Logs in over WebSocket. */
export const shakeHandsOverWebSocket: Handshake = async (session, { keyMd5, rsaKey }, clientID, options) => {
  const c2s = { websocketKey: keyMd5, RSAPrivateKey: rsaKey, clientID, programmingLanguage };
  let cause: unknown;
  const reply = await session.exchange(InitWebSocket, c2s, options).catch((error: unknown) => {
    // The error in the frame header may mean a wrong key too: the vendor's own client looks there. Errors about the
    // gateway behind the relay (no reply, not connected) may pass.
    const isAnswer = isOpendError(error, "GatewayError") && error.code !== "GatewayUnavailable";
    if (isAnswer && (error.retType === failed || /\bkey\b/i.test(error.retMsg ?? ""))) {
      cause = error;
      return { retType: failed, retMsg: error.retMsg, s2c: undefined };
    }
    throw error;
  });
  if (reply.retType === 0) {
    session.identifyConnection(reply.s2c?.connID);
    startHeartbeat(session, {
      intervalMs: webSocketIntervalMs,
      maxQuietMs: Number.POSITIVE_INFINITY,
      beat: () => session.exchange(GetUserInfo, { flag: UserInfoField.Basic }),
    });
    return { connectionId: reply.s2c?.connID?.toString(), serverVersion: undefined };
  }
  const { endpoint } = session.transport;
  const said = reply.retMsg ? `; it says: ${cleanText(reply.retMsg)}` : "";
  // The relay checks only the key, and documents no error number for a wrong one.
  const message =
    keyMd5 === undefined
      ? `the gateway at ${endpoint} requires its WebSocket key and none was given${said}`
      : `the gateway at ${endpoint} did not accept this WebSocket key${said}`;
  throw createError(keyMd5 === undefined ? "KeyRequired" : "KeyRefused", message, { endpoint }, { cause });
};
