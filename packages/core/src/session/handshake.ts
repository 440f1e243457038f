import { createError, isOpendError, type OpendError } from "../errors.js";
import { PacketEncAlgo, ProtoFmt } from "../gen/protocols/Common.js";
import { GetUserInfo, UserInfoField } from "../gen/protocols/GetUserInfo.js";
import { InitConnect } from "../gen/protocols/InitConnect.js";
import { InitWebSocket } from "../gen/protocols/InitWebSocket.js";
import { KeepAlive } from "../gen/protocols/KeepAlive.js";
import type { Reply } from "../protocol/protocol.js";
import { startHeartbeat } from "./heartbeat.js";
import type { CallOptions, Session } from "./session.js";

/** What the client shows to be let in. Secrets: never printed. */
export interface Credentials {
  /** Lower-case hex MD5 of the WebSocket key. */
  readonly keyMd5: string | undefined;
  /** RSA private key as PEM text, for a WebSocket relay whose gateway uses one. */
  readonly rsaKey: string | undefined;
}

/** What the handshake tells about the connection. */
export interface Greeting {
  /** The gateway's id of this connection, in decimal: it is too large for a number. */
  readonly connectionId: string | undefined;
  /** Version of the gateway as major * 100 + minor. The WebSocket handshake does not tell it. */
  readonly serverVersion: number | undefined;
}

/** The gateway version that this SDK's schema is of: 10.11. */
const clientVersion = 1011;
const programmingLanguage = "TypeScript";
/** OpenD cuts a TCP connection that sends no KeepAlive for 30 s, however busy it is. */
const maxTcpQuietMs = 25_000;
/** The WebSocket relay keeps its own connection alive and announces no interval; asking a trifle shows whether it is there. */
const webSocketIntervalMs = 10_000;

/**
 * Logs in, the way the transport does it, and over TCP starts the heartbeat.
 *
 * @throws `KeyRequired`, `KeyRefused`, `HandshakeRefused`, and what a request throws
 */
export async function shakeHands(
  session: Session,
  credentials: Credentials,
  clientId: string,
  options: CallOptions,
): Promise<Greeting> {
  return session.link.transport === "tcp"
    ? await initConnect(session, clientId, options)
    : await initWebSocket(session, credentials, clientId, options);
}

async function initConnect(session: Session, clientID: string, options: CallOptions): Promise<Greeting> {
  const c2s = {
    clientVer: clientVersion,
    clientID,
    // Pushes of Notify. Those who want none do not listen.
    recvNotify: true,
    packetEncAlgo: session.encryption?.packetEncAlgo ?? PacketEncAlgo.PacketEncAlgo_None,
    pushProtoFmt: ProtoFmt.ProtoFmt_Protobuf,
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
}

async function initWebSocket(
  session: Session,
  { keyMd5, rsaKey }: Credentials,
  clientID: string,
  options: CallOptions,
): Promise<Greeting> {
  const c2s = { websocketKey: keyMd5, RSAPrivateKey: rsaKey, clientID, programmingLanguage };
  const reply = await session.exchange(InitWebSocket, c2s, options);
  if (reply.retType === 0) {
    session.identifyConnection(reply.s2c?.connID);
    startHeartbeat(session, {
      intervalMs: webSocketIntervalMs,
      maxQuietMs: Number.POSITIVE_INFINITY,
      beat: () => session.exchange(GetUserInfo, { flag: UserInfoField.UserInfoField_Basic }),
    });
    return { connectionId: reply.s2c?.connID?.toString(), serverVersion: undefined };
  }
  const { endpoint } = session.link;
  const said = reply.retMsg ? `; it says: ${reply.retMsg}` : "";
  // The relay checks nothing but the key, and documents no number for a wrong one.
  throw keyMd5 === undefined
    ? createError("KeyRequired", `the gateway at ${endpoint} wants its WebSocket key and none was given${said}`, {
        endpoint,
      })
    : createError("KeyRefused", `the gateway at ${endpoint} does not take this WebSocket key${said}`, { endpoint });
}

/** A gateway that cannot read the handshake says nothing: it closes the connection. */
function hungUp(session: Session, cause: OpendError): OpendError {
  const { endpoint } = session.link;
  const why = session.encryption
    ? "it may use no RSA key, or another one than was given"
    : "if it uses an RSA key (rsa_private_key), give it the same one";
  const message = `the gateway at ${endpoint} closed the connection at the handshake: ${why}`;
  return createError("HandshakeRefused", message, { endpoint, retType: undefined }, { cause, retryable: true });
}

function refused(session: Session, { retType, retMsg }: Reply<unknown>): OpendError {
  const { endpoint } = session.link;
  const message = `the gateway at ${endpoint} refused the connection (retType ${retType})${retMsg ? `: ${retMsg}` : ""}`;
  return createError("HandshakeRefused", message, { endpoint, retType });
}
