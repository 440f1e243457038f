import { cleanText } from "../base/clean-text.js";
import { createError, isOpendError } from "../base/errors.js";
import type { OpendError } from "../base/opend-error.js";
import { PacketEncAlgo, ProtoFmt } from "../gen/protocols/Common.js";
import { InitConnect } from "../gen/protocols/InitConnect.js";
import { KeepAlive } from "../gen/protocols/KeepAlive.js";
import type { Reply } from "../protocol/protocol.js";
import { type Handshake, programmingLanguage } from "./handshake.js";
import { startHeartbeat } from "./heartbeat.js";
import type { Session } from "./session.js";

/** The version of the gateway that this SDK's schema belongs to: 10.11. */
const clientVersion = 1011;
/** OpenD cuts a TCP connection that sends no KeepAlive for 30 s, even a busy one. */
const maxTcpQuietMs = 25_000;

/** Logs in over TCP. */
export const shakeHandsOverTcp: Handshake = async (session, _, clientID, options) => {
  const c2s = {
    clientVer: clientVersion,
    clientID,
    // Asks for pushes of Notify. A program that wants none does not listen.
    recvNotify: true,
    packetEncAlgo: session.encryption?.packetEncAlgo ?? PacketEncAlgo.None,
    pushProtoFmt: ProtoFmt.Protobuf,
    programmingLanguage,
  };
  const reply = await session.exchange(InitConnect, c2s, options).catch((cause: unknown) => {
    throw isOpendError(cause, "ConnectionLost") ? hungUp(session, cause) : cause;
  });
  if (reply.retType !== 0) throw refused(session, reply);
  const s2c = reply.s2c ?? InitConnect.s2c.decode(new Uint8Array());
  session.identifyConnection(s2c.connID);
  session.encryption?.start({ key: s2c.connAESKey, iv: s2c.aesCBCiv });
  startHeartbeat(session, {
    intervalMs: s2c.keepAliveInterval * 1000,
    maxQuietMs: maxTcpQuietMs,
    beat: () => session.exchange(KeepAlive, { time: BigInt(Math.floor(session.clock.nowMs() / 1000)) }),
  });
  return { connectionId: String(s2c.connID), serverVersion: s2c.serverVer };
};

/** A gateway that cannot read the handshake closes the connection without a reply. */
function hungUp(session: Session, cause: OpendError): OpendError {
  // The peer did not hang up: this side did, because of what the peer sent before the handshake.
  if (isOpendError(cause.cause)) return cause.cause;
  const { endpoint } = session.transport;
  const why = session.encryption
    ? "it may use no RSA key, or a different one"
    : "if it uses an RSA key (rsa_private_key), give it the same one; if this is its WebSocket port, use ws:// or wss://";
  const message = `the gateway at ${endpoint} closed the connection during the handshake: ${why}`;
  return createError(
    "HandshakeRefused",
    message,
    { endpoint, retType: undefined },
    { cause, retryable: true, endsClient: false },
  );
}

function refused(session: Session, { retType, retMsg }: Reply<unknown>): OpendError {
  const { endpoint } = session.transport;
  const message = `the gateway at ${endpoint} refused the connection (retType ${retType})${retMsg ? `: ${cleanText(retMsg)}` : ""}`;
  return createError("HandshakeRefused", message, { endpoint, retType });
}
