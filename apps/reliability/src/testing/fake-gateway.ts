import { GetUserInfo, InitConnect, InitWebSocket, KeepAlive } from "@opend/core/protocols";
import { createTcpFrameCodec, createWebSocketFrameCodec, type Frame } from "@opend/core/wire";
import {
  type Answer as KitAnswer,
  type Peer,
  startTcpGateway,
  startWebSocketGateway,
} from "@opend/test-kit/fake-gateway";

/** The gateway's end of one connection. */
export type FakePeer = Peer<Frame>;

/** Answers a request that is not part of logging in. */
export type Answer = KitAnswer<Frame>;

const codecs = { tcp: () => createTcpFrameCodec(), webSocket: () => createWebSocketFrameCodec("gateway") };

/**
 * Starts a server on loopback. Like Futu's gateway, it accepts every login. Then it sends what a test makes it send, valid
 * or not. It stops when the test is over.
 *
 * @param answer answers a request that is not part of logging in
 * @returns its URL
 */
export async function startFakeGateway(transport: "tcp" | "websocket", answer: Answer): Promise<string> {
  const start = transport === "tcp" ? startTcpGateway : startWebSocketGateway;
  const gateway = await start<Frame>(codecs, (request, peer) => {
    const welcome = welcomeTo(request.protocolId);
    if (welcome) peer.send({ ...request, body: welcome });
    else answer(request, peer);
  });
  return gateway.url;
}

/** Returns the reply to a request of the login. Undefined for other requests. */
function welcomeTo(protocolId: number): Uint8Array | undefined {
  if (protocolId === InitWebSocket.id) return InitWebSocket.response.encode({ retType: 0, s2c: { connID: 1n } });
  if (protocolId === GetUserInfo.id) return GetUserInfo.response.encode({ retType: 0, s2c: { isAppNNOrMM: true } });
  if (protocolId === KeepAlive.id) return KeepAlive.response.encode({ retType: 0, s2c: { time: 1n } });
  if (protocolId !== InitConnect.id) return undefined;
  const s2c = { serverVer: 1011, loginUserID: 1n, connID: 1n, connAESKey: "", keepAliveInterval: 10 };
  return InitConnect.response.encode({ retType: 0, s2c });
}
