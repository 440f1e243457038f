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
 * A server on loopback that lets everybody in as Futu's gateway and then sends what a test makes it send, be it valid
 * or not. It is gone when the test is over.
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

/** The reply to a request of logging in. */
function welcomeTo(protocolId: number): Uint8Array | undefined {
  if (protocolId === InitWebSocket.id) return InitWebSocket.response.encode({ retType: 0, s2c: { connID: 1n } });
  if (protocolId === GetUserInfo.id) return GetUserInfo.response.encode({ retType: 0, s2c: { isAppNNOrMM: true } });
  if (protocolId === KeepAlive.id) return KeepAlive.response.encode({ retType: 0, s2c: { time: 1n } });
  if (protocolId !== InitConnect.id) return undefined;
  const s2c = { serverVer: 1011, loginUserID: 1n, connID: 1n, connAESKey: "", keepAliveInterval: 10 };
  return InitConnect.response.encode({ retType: 0, s2c });
}
