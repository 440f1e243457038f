import { createError, type OpendErrorOf } from "../errors.js";
import type { Reply } from "../protocol/protocol.js";
import type { RelayError } from "../wire/frame.js";

const retTypeNames: Readonly<Record<number, string>> = {
  [-1]: "failed",
  [-100]: "timed out",
  [-200]: "disconnected",
  [-400]: "unknown outcome",
  [-500]: "invalid packet",
};
const timedOut = -100;
const disconnected = -200;

/** The error for a reply whose `retType` is not 0. */
export function gatewayError(protocol: string, reply: Omit<Reply<unknown>, "s2c">): OpendErrorOf<"GatewayError"> {
  const { retType, retMsg, errCode } = reply;
  const outcome = `${retTypeNames[retType] ?? "failed"} (retType ${retType})`;
  const message = `${protocol}: ${outcome}${retMsg ? `: ${retMsg}` : ""}`;
  const retryable = retType === timedOut || retType === disconnected;
  return createError("GatewayError", message, { protocol, retType, retMsg, errCode }, { retryable });
}

/** The error for a frame in which the WebSocket relay says that it has no reply from the gateway. */
export function relayError(protocol: string, { code, message }: RelayError): OpendErrorOf<"GatewayError"> {
  const retTypes: Readonly<Record<number, number>> = { 1: timedOut, 2: timedOut, 3: disconnected };
  return gatewayError(protocol, { retType: retTypes[code] ?? -1, retMsg: message || `WebSocket relay error ${code}` });
}
